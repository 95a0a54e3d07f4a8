"""`ballast facts publish [PERIOD…]`: the Parquet files of closed months, made again."""

from argparse import ArgumentParser

from django.utils.translation import gettext as _

from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.platform.periods import selectors as periods

from .acting import acted, period


def run(arguments: list[str]) -> int:
    """``publish [PERIOD…]``; without a period every closed one that kept its facts."""
    parser = ArgumentParser(prog="ballast facts")
    commands = parser.add_subparsers(dest="command", required=True)
    publish = commands.add_parser("publish")
    publish.add_argument("periods", type=period, nargs="*", metavar="PERIOD")
    options = parser.parse_args(arguments)
    codes = [*map(_code, options.periods)] or selectors.with_snapshot()
    if not codes:
        print(_("No closed month has kept its facts yet."))
    return max(map(_publish, codes), default=0)


def _code(asked: Period) -> str:
    lock = periods.opened_for(asked)
    return lock.code if lock else asked.code


def _publish(code: str) -> int:
    return acted("", lambda _by: str(services.publish_facts(period=code)))
