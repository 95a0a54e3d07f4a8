"""`ballast warnings PERIOD --by USER`: what a closing drafted; confirm it, issue the period."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ballast.dispatch.alerts import services
from ballast.dispatch.alerts.messages.warned import Warned, warned
from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.rules import WarningState
from ballast.dispatch.alerts.selectors import desk
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.identity.services import insist
from ballast.platform.ui.templatetags.ui import LAMPS

from .acting import add_by, carried_out, period


def run(arguments: list[str]) -> int:
    """``PERIOD [--confirm-all] [--issue] --by USER [--json]``; then how its warnings stand."""
    parser = ArgumentParser(prog="ballast warnings")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--confirm-all", action="store_true")
    parser.add_argument("--issue", action="store_true")
    parser.add_argument("--json", action="store_true", dest="is_json")
    add_by(parser)
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        at, code = clock.now(), options.period.code
        insist(by, "alert.judge", at=at)
        if options.confirm_all:
            drafts = desk.of_period(code).filter(state=WarningState.DRAFT)
            ids = list(drafts.values_list("pk", flat=True))
            services.confirm(by=by, at=at, ids=ids)
        if options.issue:
            services.issue(by=by, at=at, period=options.period)
        rows = warned(desk.lines(desk.of_period(code), code))
        return _json(code, rows) if options.is_json else _lines(code, rows)

    return carried_out(options.by, act)


def _json(code: str, rows: Sequence[Warned]) -> str:
    issued = Evaluation.objects.filter(period=code, issued_at__isnull=False).exists()
    told = [
        {
            "number": one.project.number,
            "name": one.project.name,
            "family": one.step.warning.family,
            "prompt": one.step.prompt,
            "colour": one.step.colour,
            "state": one.step.state,
            "sentence": one.sentence,
        }
        for one in rows
    ]
    return json.dumps({"period": code, "issued": issued, "warnings": told}, ensure_ascii=False)


def _lines(code: str, rows: Sequence[Warned]) -> str:
    said = [
        f"  {LAMPS.get(one.step.colour, '—')}  {one.prompt}  {one.state}  "
        f"{one.project.number} {one.project.name}: {one.sentence}"
        for one in rows
    ]
    head = _("%(period)s: %(count)d warnings") % {"period": code, "count": len(rows)}
    return "\n".join([head, *said])
