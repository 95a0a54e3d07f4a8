"""What filings tell of the projects of a period."""

from collections.abc import Collection, Mapping

from ballast.kernel.periods import Period

from .models import MonthFigure
from .rules import Standing
from .selectors import handed_in


def listed(period: Period) -> list[int]:
    """The projects of the plan at a period's end."""
    return list(MonthFigure.objects.filter(period=period.code).values_list("project_id", flat=True))


def figures(period: Period, among: Collection[int]) -> Mapping[int, Mapping[str, object]]:
    """The plan's amounts, the figures that count, and whether they were filed, and in time."""
    late = set(handed_in(period.code).filter(is_late=True).values_list("project_id", flat=True))
    rows = MonthFigure.objects.filter(period=period.code, project__in=among)
    found = {}
    for row in rows:
        is_filed = row.filed_for == period.code
        found[row.project_id] = {
            "plan_class": row.plan_class,
            "planned_yuan": row.planned_yuan,
            "original_yuan": row.original_yuan,
            "completed_yuan": row.completed_yuan,
            "carried_yuan": None if is_filed else row.completed_yuan,
            "month_yuan": row.month_yuan,
            "since_start_yuan": row.since_start_yuan,
            "is_due": row.state != Standing.NOT_DUE.value,
            "is_filed": is_filed,
            "is_late": row.project_id in late,
        }
    return found
