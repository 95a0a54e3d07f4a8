"""`ballast plan issue YEAR --by USER`: freeze a year's plan; every fault is printed."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.rules import Note
from ballast.platform import clock
from ballast.platform.audit.services import Actor

from .acting import add_by, carried_out


def run(arguments: list[str]) -> int:
    """``issue YEAR --by USER [--paper NO] [--on DATE]``; 1 when it is refused."""
    parser = ArgumentParser(prog="ballast plan")
    issue = parser.add_subparsers(dest="command", required=True).add_parser("issue")
    issue.add_argument("year", type=int, metavar="YEAR")
    issue.add_argument("--paper", default="", metavar="NO")
    issue.add_argument("--on", type=_day, metavar="DATE")
    add_by(issue)
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        at = clock.now()
        on = options.on or timezone.localdate(at)
        services.issue(by=by, at=at, year=options.year, on=on, paper=options.paper)
        issued = selectors.originals(options.year)
        return _(
            "The plan of %(year)s is issued with %(count)d projects, %(declared)d of them"
            " in the class declared: their dates do not tell."
        ) % {
            "year": options.year,
            "count": issued.count(),
            "declared": issued.filter(notes__contains=[Note.CLASS_AS_DECLARED.value]).count(),
        }

    return carried_out(options.by, act)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("no day: %(text)s; say 2023-02-20") % {"text": text}) from None
