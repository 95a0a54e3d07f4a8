"""`ballast evaluate PERIOD --by USER`: every lamp of a period; kept once the period is closing."""

import json
from argparse import ArgumentParser

from django.utils.translation import gettext as _

from ballast.dispatch.alerts import services
from ballast.dispatch.alerts.services import Evaluated
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from .acting import add_by, carried_out, period


def run(arguments: list[str]) -> int:
    """``PERIOD --by USER [--json]``; of an open period only what would turn is said."""
    parser = ArgumentParser(prog="ballast evaluate")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--json", action="store_true", dest="is_json")
    add_by(parser)
    options = parser.parse_args(arguments)
    lock = periods.opened_for(options.period)
    code = lock.code if lock else options.period.code
    is_dry = lock is not None and lock.state == State.OPEN

    def act(by: Actor) -> str:
        done = services.evaluate(by=by, at=clock.now(), period=code, is_dry=is_dry)
        return _json(code, done, is_dry=is_dry) if options.is_json else _lines(done, is_dry=is_dry)

    return carried_out(options.by, act)


def _json(code: str, done: Evaluated, *, is_dry: bool) -> str:
    told = {
        "period": code,
        "rulebook": done.rulebook,
        "stored": not is_dry,
        "families": {family: dict(counts) for family, counts in done.families.items()},
        "turned": [
            {"project": one.project_id, "family": one.family, "colour": one.colour, "row": one.row}
            for one in done.turned
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def _lines(done: Evaluated, *, is_dry: bool) -> str:
    rows = [
        f"  {family:<12}" + " ".join(f"{colour} {number}" for colour, number in counts.items())
        for family, counts in done.families.items()
    ]
    say = _("%(count)d projects would show another lamp; the period is open, nothing was kept.")
    if not is_dry:
        say = _("%(count)d projects show another lamp than before.")
    return "\n".join([done.rulebook, *rows, say % {"count": done.changed}])
