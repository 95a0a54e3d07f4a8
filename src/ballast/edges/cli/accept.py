"""`ballast accept PERIOD --by USER`: pass on the filings that wait for this person."""

from argparse import ArgumentParser
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.delivery.progress import services
from ballast.delivery.progress.messages import level
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.desk import Choice, Pile
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import UnitUnknown

from .acting import add_by, carried_out, period


def run(arguments: list[str]) -> int:
    """``PERIOD [--unit CODE] [--through REASON] --by USER``; prints what still waits for whom.

    ``--through``: the office does not wait for the steps before its own.
    """
    parser = ArgumentParser(prog="ballast accept")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--unit", default="", metavar="CODE")
    parser.add_argument("--through", default="", metavar="REASON")
    add_by(parser)
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        at, code = clock.now(), options.period.code
        if options.unit and not _is_unit(options.unit, timezone.localdate(at)):
            raise UnitUnknown(code=options.unit)
        reached = desk.of_actor(by, timezone.localdate(at), code)
        pile = Pile.UNDER_WAY if options.through else Pile.MINE
        filings = desk.chosen(reached, Choice(pile, options.unit)).values_list("pk", flat=True)
        done = services.accept(by=by, at=at, filing_ids=list(filings), through=options.through)
        said = _("%(period)s: %(passed)d filings accepted, %(counted)d of them now count.") % {
            "period": code,
            "passed": done.passed_on,
            "counted": done.counted,
        }
        waits = [
            _("waits: %(count)d for %(holder)s")
            % {"count": one.count, "holder": level(one.level, one.unit)}
            for one in desk.holders(reached)
        ]
        return "\n".join([said, *waits])

    return carried_out(options.by, act)


def _is_unit(code: str, on: date) -> bool:
    return identity.units(on).filter(code=code).exists()
