"""Every indicator, once. ``docs/reference/indicators.md`` is made from this page.

Denominators follow the field's practice: early starts are never in the numerator of what was due
(they are counted apart), classes are those frozen when the plan was issued, and a bundle's parts
are not counted beside it.
"""

from collections.abc import Mapping
from decimal import Decimal

from ballast.kernel.errors import Refused

from .expressions import Column, Comparison, Condition, Count, Parameter, Sum, either, every
from .indicators import Indicator, Measure

LAST_DAY = Parameter("last_day")  # of the period
TIME_PROGRESS = Parameter("time_progress")  # per cent
TARGET = Parameter("target_yuan")  # the unit's for the year
FIXED_ASSETS = Parameter("fixed_asset_yuan")  # the city's 固定资产投资, year-to-date, as published
PROVINCE_RATE = Parameter("province_rate")  # the province's completion rate in per cent

_ENTRY_FROM = Decimal(5_000_000)  # yuan: from here on a project is entered into statistics

_completed, _planned = Sum(Column("completed_yuan")), Sum(Column("planned_yuan"))


def _is(column: str, value: str) -> Comparison:
    return Column(column).compared("=", value)


def _by_now(column: str) -> Comparison:
    return Column(column).compared("<=", LAST_DAY)


_new, _carried_over = _is("plan_class", "NEW_START"), _is("plan_class", "CARRY_OVER")
_due_finish = _is("plan_class", "DUE_FINISH")
_started, _finished = _by_now("started_on"), _by_now("finished_on")
_new_due = every(_new, _by_now("planned_start_on"))
_to_be_active = either(_new_due, _carried_over)
_begun = either(_started, _carried_over)  # what was carried over began before
_finish_due = every(_due_finish, _by_now("planned_finish_on"))
_commission_due = _by_now("planned_commission_on")
_to_enter = every(_started, Column("total_yuan").compared(">=", _ENTRY_FROM))


def _share(code: str, part: Condition, whole: Condition) -> Indicator:
    """How many of a number of projects have come so far."""
    return Indicator(
        code=code,
        measure=Measure.PERCENT,
        numerator=Count(every(whole, part)),
        denominator=Count(whole),
    )


def _count(code: str, where: Condition | None = None) -> Indicator:
    return Indicator(code=code, measure=Measure.COUNT, numerator=Count(where))


_ALL = (
    _count("project_count"),
    Indicator(code="planned_investment", measure=Measure.YUAN, numerator=_planned),
    Indicator(code="completed_investment", measure=Measure.YUAN, numerator=_completed),
    Indicator(
        code="completion_rate",
        measure=Measure.PERCENT,
        numerator=_completed,
        denominator=_planned,
    ),
    Indicator(code="time_progress", measure=Measure.PERCENT, numerator=TIME_PROGRESS),
    Indicator(
        code="lead_points",
        measure=Measure.POINTS,
        numerator=_completed,
        denominator=_planned,
        base=TIME_PROGRESS,
    ),
    # Against the projects' own plans by month, of those that have one.
    Indicator(
        code="plan_share_lead_points",
        measure=Measure.POINTS,
        numerator=Sum(Column("completed_yuan"), Column("split_yuan").is_known),
        less=Sum(Column("plan_to_date_yuan")),
        denominator=Sum(Column("split_yuan")),
    ),
    Indicator(
        code="since_start_rate",
        measure=Measure.PERCENT,
        numerator=Sum(Column("since_start_yuan")),
        denominator=Sum(Column("total_yuan"), Column("since_start_yuan").is_known),
    ),
    _count("started_count", every(_new, _started)),
    _count(
        "started_early_count",
        every(_new, _started, Column("planned_start_on").compared(">", LAST_DAY)),
    ),
    _share("start_rate_due", _started, _new_due),
    _share("start_rate_year", _started, _new),
    # Started or at work again, of those due to start and those begun in earlier years.
    Indicator(
        code="active_rate",
        measure=Measure.PERCENT,
        numerator=Count(every(_to_be_active, _begun, _is("state", "ACTIVE"))),
        denominator=Count(_to_be_active),
    ),
    _share("finish_rate_year", _finished, _due_finish),
    _share("finish_rate_due", _finished, _finish_due),
    _share("commission_rate", _by_now("commissioned_on"), _commission_due),
    _share("entry_rate", _by_now("entered_on"), _to_enter),
    _count("late_filing", Column("is_late").holds),
    Indicator(
        code="carried_share",
        measure=Measure.PERCENT,
        numerator=Sum(Column("carried_yuan")),
        denominator=_completed,
    ),
    Indicator(
        code="target_rate",
        measure=Measure.PERCENT,
        numerator=_completed,
        denominator=TARGET,
    ),
    Indicator(
        code="share_of_fai",
        measure=Measure.PERCENT,
        numerator=_completed,
        denominator=FIXED_ASSETS,
    ),
    Indicator(
        code="gap_to_province",
        measure=Measure.POINTS,
        numerator=_completed,
        denominator=_planned,
        base=PROVINCE_RATE,
    ),
)

INDICATORS: Mapping[str, Indicator] = {one.code: one for one in _ALL}
# What an indicator was before its meaning changed, for as long as a closed month rests on it.
_EARLIER: tuple[Indicator, ...] = ()
VERSIONS: Mapping[tuple[str, int], Indicator] = {
    (one.code, one.version): one for one in (*_ALL, *_EARLIER)
}
Versions = Mapping[str, int]


def versions() -> dict[str, int]:
    """The version of each indicator as it is now."""
    return {code: one.version for code, one in INDICATORS.items()}


def missing(of: Versions) -> list[tuple[str, int]]:
    """The versions among these that this catalogue no longer, or not yet, has."""
    return sorted(one for one in of.items() if one not in VERSIONS)


class VersionMissing(Refused):
    """A closed month rests on versions of indicators that this catalogue does not have."""

    code = "indicator_version_missing"


def indicators_of(of: Versions) -> dict[str, Indicator]:
    """The indicators as they were in these versions, in our order. Raises ``VersionMissing``."""
    if lacking := missing(of):
        raise VersionMissing(missing="、".join(f"{code} {version}" for code, version in lacking))
    order = [*(code for code in INDICATORS if code in of), *sorted(of.keys() - INDICATORS.keys())]
    return {code: VERSIONS[code, of[code]] for code in order}
