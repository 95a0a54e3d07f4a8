"""What one project comes to: its year in figures and as a curve, for the head of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.messages import data_state
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.platform.ui.http import AuthedRequest
from ballast.projects import selectors as projects

from .lines import label

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the curve, sums since January in yuan; None where it is not known."""

    words: str
    planned: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None


@require_GET
@require("project.view")
def figures(request: AuthedRequest, number: str) -> HttpResponse:
    """The figures of the latest period that this person sees, and the year up to it."""
    project = get_object_or_404(projects.visible_to(request.user, identity.today()), number=number)
    scope = identity.scope(request)
    locks = list(periods.periods())
    context: dict[str, Any] = {"project": project, "line": None}
    if scope.may("filing.enter"):
        open_now = [one.code for one in locks if one.state == State.OPEN]
        context["to_file"] = progress.to_file(project.pk, open_now)
    judged = {one.period for one in alerts.evaluations(drafts=scope.may(alerts.JUDGES))}
    if period := _latest(locks, judged):
        context |= _told(project.pk, period, with_lamps=period.code in judged)
        lock = next((one for one in locks if one.code == period.code), None)
        context["state"] = data_state(lock)
    return render(request, "portal/figures.html", context)


def _latest(locks: Sequence[Any], judged: set[str]) -> Period | None:
    """The last period with lamps: one just opened has no figures yet. Else the last opened."""
    codes = judged or {one.code for one in locks}
    found = [Period.from_code(code) for code in codes]
    return max(found, key=lambda one: (one.last_day, one.code), default=None)


def _told(pk: int, period: Period, *, with_lamps: bool) -> dict[str, Any]:
    [line] = reporting.these([pk], period, with_lamps=with_lamps) or [None]
    if line is None:
        return {"period": period}
    share = money.ratio(line.completed_yuan or 0, line.planned_yuan or 0)
    carried = line.filed_for not in (None, period.code)
    return {
        "period": period,
        "line": line,
        "colour": Colour(line.colour or Colour.DASH) if with_lamps else "",
        "share": share if line.completed_yuan is not None else None,
        "is_rated": line.rate is not None,
        "lead_points": money.points(line.rate, period.time_progress),
        "tick": decimal(period.time_progress),
        "filed_for": label(Period.from_code(line.filed_for)) if carried else "",
        **_curve(pk, period),
    }


def _curve(pk: int, period: Period) -> dict[str, Any]:
    """The year month by month; the plan by its own split, or by the calendar without one."""
    rows = progress.year_of(pk, period.year, until=period)
    plan = plans.lines_at(period.year, period.last_day).filter(project=pk).first()
    if plan is None or plan.planned_yuan is None:
        return {}
    actual: dict[int, Decimal] = {
        Period.from_code(row.period).last: row.completed_yuan
        for row in rows
        if row.completed_yuan is not None
    }
    expected = progress.expected(pk, period)
    now = max(actual, default=0)
    forecast = {now: actual[now], MONTHS: expected} if expected is not None and now else {}
    months = [
        Month(
            label(Period.month(period.year, month)),
            _planned(plan, month),
            actual.get(month),
            forecast.get(month),
        )
        for month in range(1, MONTHS + 1)
    ]
    return {
        "months": [one for one in months if one.actual is not None] and months,
        "is_split": bool(plan.monthly_yuan),
        "expected": expected,
        "curve": _drawn(months, now),
    }


def _planned(plan: Any, month: int) -> Decimal:
    if plan.monthly_yuan:
        return sum(plan.monthly_yuan[:month], Decimal(0))
    return Decimal(plan.planned_yuan * month / MONTHS)


def _drawn(months: Sequence[Month], now: int) -> dict[str, Any]:
    """What the curve's island draws: 万元."""

    def wan(yuan: Decimal | None) -> float | None:
        return None if yuan is None else float(money.half_up(yuan / 10_000, 0))

    return {
        "months": [_("M%(month)s") % {"month": place} for place in range(1, MONTHS + 1)],
        "planned": [wan(one.planned) for one in months],
        "actual": [wan(one.actual) for one in months],
        "forecast": _between([wan(one.forecast) for one in months]),
        "now": now - 1,
        "unit": _("10k yuan"),
        "words": {"planned": _("Planned"), "actual": _("Completed"), "forecast": _("Forecast")},
    }


def _between(ends: Sequence[float | None]) -> list[float | None]:
    """A straight line between two known months."""
    known = [(place, value) for place, value in enumerate(ends) if value is not None]
    if len(known) < 2:  # nothing left to forecast
        return [None] * len(ends)
    (first, low), (last, high) = known
    return [
        low + (high - low) * (place - first) / (last - first) if first <= place <= last else None
        for place in range(len(ends))
    ]
