"""The warnings of a period: the office judges them here, others read what was issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ballast.dispatch.alerts import selectors, sheets
from ballast.dispatch.alerts.messages import FAMILIES, STATES
from ballast.dispatch.alerts.messages.warned import Warned, warned
from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.rules import Colour, WarningState
from ballast.dispatch.alerts.selectors import desk
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.platform.ui.http import AuthedRequest, attached, listing, page
from ballast.platform.ui.templatetags.figures import period as period_name
from ballast.platform.ui.templatetags.ui import LAMPS

from .asked import Asked


@dataclass(frozen=True)
class Desk:
    """What one address of the desk is about; ``evaluations`` those that one sees, latest first."""

    request: AuthedRequest
    asked: Asked
    evaluations: Sequence[Evaluation]
    is_closing: bool

    @property
    def may_judge(self) -> bool:
        return identity.scope(self.request).may(selectors.JUDGES)

    @property
    def period(self) -> str:
        return self.asked.period

    @property
    def evaluation(self) -> Evaluation:
        return next(one for one in self.evaluations if one.period == self.period)

    @property
    def judges_now(self) -> bool:
        """Whether anything can be judged: the period is closing, and not issued."""
        return self.may_judge and self.is_closing and self.evaluation.issued_at is None

    @property
    def before(self) -> str:
        """The period before this one; "" for the first."""
        return next((one.period for one in self.evaluations if one.period < self.period), "")

    @property
    def reached(self) -> desk.Steps:
        return desk.within_reach(
            self.request.user, identity.today(), self.period, drafts=self.may_judge
        )

    @property
    def chosen(self) -> desk.Steps:
        return desk.chosen(self.reached, self.asked.choice)

    @cached_property
    def units(self) -> list[tuple[str, str]]:
        return desk.units_of(self.reached)

    def lines(self, steps: desk.Steps) -> list[Warned]:
        return warned(desk.lines(steps, self.period, self.before))


def asked_of(request: AuthedRequest) -> Desk | None:
    """The desk that an address means; None where no period has lamps that one sees.

    The usual period is for who judges the earliest that is closing and not issued, else the last.
    """
    judges = identity.scope(request).may(selectors.JUDGES)
    found = selectors.evaluations(drafts=judges)
    if not found:
        return None
    closing = {one.code for one in periods.periods().filter(state=State.CLOSING)} if judges else ()
    waiting = [one.period for one in found if one.period in closing and not one.issued_at]
    usual = waiting[-1] if waiting else found[0].period
    asked = Asked.read(request.GET, [one.period for one in found], usual)
    return Desk(request, asked, found, asked.period in closing)


@require("alert.view")
def warnings(request: AuthedRequest) -> HttpResponse:
    """The warnings of one period, the worst first, and what is to be done with them."""
    found = asked_of(request)
    if found is None:
        return page(
            request,
            "alerts/warnings/desk.html",
            "listing",
            {"asked": None, "may_judge": identity.scope(request).may(selectors.JUDGES)},
        )
    rows, around = partial(_rows, found), partial(_around, found)
    return listing(request, "alerts/warnings/desk.html", found.asked, rows, around)


@require("alert.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, every row of it, as a workbook."""
    found = asked_of(request)
    title = _("Warnings")
    if found is None:
        return attached(sheets.warnings(title, "", []), f"{title}.xlsx")
    notes = " · ".join([period_name(found.period), _standing(found), *_narrowed(found)])
    content = sheets.warnings(title, notes, found.lines(found.chosen))
    return attached(content, f"{title}_{found.period}.xlsx")


def _rows(found: Desk, *, alone: bool) -> dict[str, Any]:
    asked, chosen = found.asked, found.chosen
    count, cut = chosen.count(), asked.cut(chosen, alone=alone)
    return {
        **asked.reached(count),
        "rows": found.lines(cut),
        "judges_now": found.judges_now,
        "may_judge": found.may_judge,
    }


def _around(found: Desk) -> dict[str, Any]:
    """What stands around the rows: the counts, the filters, how far the period has come."""
    asked, tally = found.asked, desk.tally(found.reached)
    colours = [Colour.RED, Colour.YELLOW]
    counts = [
        {
            "colour": colour,
            "all": sum(n for (one, _state), n in tally.items() if one == colour),
            "unjudged": tally.get((colour, WarningState.DRAFT), 0),
        }
        for colour in colours
    ]
    states = dict.fromkeys(state for state in WarningState if any(s == state for _c, s in tally))
    return {
        "period": period_name(found.period),
        "periods": [(one.period, period_name(one.period)) for one in found.evaluations],
        "standing": _standing(found),
        "is_issued": found.evaluation.issued_at is not None,
        "is_closing": found.is_closing,
        "counts": counts,
        "tally": sum(tally.values()),
        "exempted": _of(tally, WarningState.EXEMPTED),
        "relapsed": _of(tally, WarningState.RELAPSED),
        "cleared": _of(tally, WarningState.CLEARED),
        "converted": _converted(found),
        "units": found.units,
        "families": list(FAMILIES.items()),
        "colours": [(colour, LAMPS[colour]) for colour in colours],
        "states": [(one, STATES[one], one in asked.states) for one in states],
        "narrowed": "; ".join(_narrowed(found)),
    }


def _of(tally: Any, state: WarningState) -> int:
    return sum(count for (_colour, one), count in tally.items() if one == state)


def _converted(found: Desk) -> int:
    """How many projects turned from red to green, counted from what was issued before."""
    known = [one.period for one in found.evaluations if one.issued_at]
    turned = selectors.conversions(found.request.user, identity.today(), [found.period], known)
    return sum(turned[found.period].values())


def _standing(found: Desk) -> str:
    evaluation = found.evaluation
    if evaluation.issued_at:
        return _("issued")
    return _("drafts, to be judged") if found.is_closing else _("the period is open: no drafts yet")


def _narrowed(found: Desk) -> list[str]:
    """Which part this is, for paper and workbook."""
    asked = found.asked
    said = [str(STATES[one]) for one in asked.states]
    if asked.colour:
        said.append(str(LAMPS[asked.colour]))
    if asked.family:
        said.append(str(FAMILIES[asked.family]))
    if asked.unit:
        names = dict(found.units)
        said.append(_("Responsible unit: %(unit)s") % {"unit": names.get(asked.unit, "—")})
    if asked.text:
        said.append(_("Name or number holds “%(text)s”") % {"text": asked.text})
    return said
