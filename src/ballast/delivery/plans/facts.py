"""What the year's plan tells of a period, and what the period is measured against."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from ballast.kernel.money import Unit
from ballast.kernel.periods import Period

from .models import OutsideFigure, Target
from .rules import CITY_WORDS, PROVINCE_WORDS, Measure, Series, Span
from .selectors import lines_at

_UNITS = {unit.value: unit for unit in Unit}


def split(period: Period, listed: Collection[int]) -> Mapping[int, Mapping[str, Decimal | None]]:
    """The year's amount of plans that are split by month, and what of it was to be done by now."""
    lines = lines_at(period.year, period.last_day).filter(project__in=listed)
    rows = lines.exclude(monthly_yuan=[]).values_list("project_id", "planned_yuan", "monthly_yuan")
    return {
        project: {
            "split_yuan": planned,
            "plan_to_date_yuan": sum(months[: period.last], Decimal(0)),
        }
        for project, planned, months in rows
    }


def given(period: Period) -> Mapping[str, Mapping[str, Decimal]]:
    """What a period is measured against: targets of the year by unit, "" for the whole city.

    And for the city what others published: the province's completion rate in per cent, the
    city's fixed-asset investment in yuan.
    """
    found: dict[str, dict[str, Decimal]] = {"": {}}
    targets = Target.objects.filter(
        year=period.year,
        span=Span.YEAR.value,
        measure=Measure.COMPLETED_INVESTMENT.value,
        least_total_yuan=None,
    )
    for unit, amount in targets.order_by("pk").values_list("unit__code", "target_yuan"):
        if amount is not None:
            found.setdefault(unit or "", {})["target_yuan"] = amount
    for figure in OutsideFigure.objects.filter(period=period.code):
        found[""] |= _published(figure)
    return found


def _published(figure: OutsideFigure) -> dict[str, Decimal]:
    if figure.series == Series.COMPLETION_RATE and figure.area in PROVINCE_WORDS:
        return {"province_rate": figure.value}
    unit = _UNITS.get(figure.measure)
    if figure.series == Series.FIXED_ASSET_INVESTMENT and figure.area in CITY_WORDS and unit:
        return {"fixed_asset_yuan": figure.value * unit.yuan}
    return {}
