"""`ballast kpi PERIOD`: every indicator of a period, by groups, as lines or as JSON."""

import json
from argparse import ArgumentParser

from django.utils.translation import gettext as _

from ballast.kernel.periods import Period
from ballast.platform.analytics import extracts, selectors
from ballast.platform.analytics.selectors import GROUPS, Group
from ballast.platform.periods import selectors as periods

from .acting import number, period

CURRENT, ORIGINAL = "current", "original"


def run(arguments: list[str]) -> int:
    """``PERIOD [--group BY] [--plan original|current] [--without NUMBER…] [--json]``."""
    parser = ArgumentParser(prog="ballast kpi")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--group", choices=GROUPS, default="")
    parser.add_argument("--plan", choices=(CURRENT, ORIGINAL), default=CURRENT)
    parser.add_argument("--without", nargs="+", default=(), metavar="NUMBER")
    parser.add_argument("--json", action="store_true", dest="is_json")
    options = parser.parse_args(arguments)
    lock = periods.opened_for(options.period)
    if lock is None:
        print(_("ballast: %(period)s was never opened") % {"period": options.period})
        return 1
    meant = Period.from_code(lock.code)
    groups = selectors.values(
        selectors.frame(extracts.gathered(meant)),
        meant,
        by=options.group,
        without=options.without,
        is_original=options.plan == ORIGINAL,
    )
    if options.is_json:
        told = {"period": lock.code, "revision": lock.revision, "groups": [*map(_plain, groups)]}
        print(json.dumps(told, ensure_ascii=False))
    else:
        _print(groups)
    return 0


def _plain(group: Group) -> dict[str, object]:
    told = {"key": group.key} | ({"series": group.series} if group.series else {})
    return told | {
        "values": {code: number(one.value) for code, one in group.values.items()},
        "denominators": {
            code: number(one.denominator)
            for code, one in group.values.items()
            if one.denominator is not None
        },
    }


def _print(groups: list[Group]) -> None:
    for group in groups:
        print(f"{group.key} {group.series}".rstrip())
        for code, one in group.values.items():
            over = "" if one.denominator is None else f"  / {one.denominator:f}"
            print(f"  {code} {'—' if one.value is None else number(one.value)}{over}")
