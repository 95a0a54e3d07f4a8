"""`ballast levels`: the levels of coordination and their clocks, in force or from a day on."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.rules.levels import MOST_LEVELS, PRESETS, Ladder, ladder_of
from ballast.dispatch.coordination.services import issues
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.language import called

from .acting import carried_out


def run(arguments: list[str]) -> int:
    """``[standard | 13710 | 5,5,10] --from DATE --reason TEXT --by USER``; bare: those in force."""
    parser = ArgumentParser(prog="ballast levels")
    parser.add_argument("ladder", nargs="?", type=_ladder, metavar="LEVELS")
    today = clock.today()
    parser.add_argument("--from", dest="since", type=date.fromisoformat, default=today)
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.add_argument("--by", default="", metavar="USER")
    options = parser.parse_args(arguments)
    if options.ladder is None:
        print(_told(selectors.ladder(options.since)))
        return 0

    def act(by: Actor) -> str:
        issues.set_ladder(
            by=by,
            at=clock.now(),
            ladder=options.ladder,
            valid_from=options.since,
            reason=options.reason,
        )
        return _told(options.ladder)

    return carried_out(options.by, act)


def _ladder(text: str) -> Ladder:
    if text in PRESETS:
        return PRESETS[text]
    days = text.split(",")
    if len(days) > MOST_LEVELS or not all(one.isascii() and one.isdecimal() for one in days):
        raise ArgumentTypeError(_("standard, 13710, or working days of each level: 5,5,10"))
    return ladder_of([int(one) for one in days])


def _told(ladder: Ladder) -> str:
    lines = [_("Working days to accept: %(days)d") % {"days": ladder.accept_days}]
    for one in ladder.levels:
        name = called(one)
        said = {"name": name, "days": one.days, "major": one.major_days}
        lines.append(
            _("%(name)s: %(days)d working days, major ones %(major)d") % said
            if one.major_days
            else _("%(name)s: %(days)d working days") % said
        )
    return "\n".join(lines)
