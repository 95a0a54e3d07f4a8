"""Why a lamp shows what it shows."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money

from .rules import Row, points_shown

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_LEVEL = _("The year's completion rate of %(rate)s%% is level with time progress (%(time)s%%).")
_REASONS: Mapping[Row, "StrPromise"] = {
    Row.NOT_REPORTED: _("No year-to-date investment was reported for the period."),
    Row.NOT_DUE: _("Nothing was due for the period; not rated."),
    Row.NO_PLAN: _("The year's plan has no amount for it; not rated."),
    Row.NOT_STARTED: _("Ground is not broken; its investment is not rated yet."),
    Row.ON_TIME: _(
        "The year's completion rate of %(rate)s%% is %(points)s points above time progress "
        "(%(time)s%%)."
    ),
    Row.UNASSIGNED: _(
        "The year's completion rate of %(rate)s%% is %(points)s points below time progress "
        "(%(time)s%%); for less than 10 points the published rule names no colour, and green is "
        "shown."
    ),
    Row.BEHIND: _(
        "The year's completion rate of %(rate)s%% is %(points)s points below time progress "
        "(%(time)s%%), within the yellow range of 10 to 30."
    ),
    Row.FAR_BEHIND: _(
        "The year's completion rate of %(rate)s%% is %(points)s points below time progress "
        "(%(time)s%%), beyond the red limit of 30."
    ),
}


def because(row: str, values: Mapping[str, str | None]) -> str:
    """The one sentence that says why a lamp shows its colour, from what was stored with it."""
    if not row:
        return now("Its lamp has not been decided yet.")
    rate, lead = values["completion_rate"], values["lead_points"]
    if rate is None or lead is None:
        return str(_REASONS[Row(row)])
    points = points_shown(Decimal(lead))
    places = -int(points.as_tuple().exponent)
    words = _REASONS[Row(row)] if points else _LEVEL
    return words % {
        "rate": money.percent(Decimal(rate), places),
        "points": points,
        "time": money.percent(Decimal(values["time_progress"] or 0)),
    }
