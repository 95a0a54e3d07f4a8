"""By which line of a plan a project's amount was in force, and by whom."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ballast.delivery.plans.models import PlanLine, PlanYear


@dataclass(frozen=True, slots=True)
class PlannedBy:
    """A line of the plan with its adjustment; ``year`` says how the original was issued."""

    line: PlanLine
    year: PlanYear | None


def planned_by(project_id: int, year: int, on: date, planned_yuan: Decimal) -> PlannedBy | None:
    """The line with this amount that held on a day, or last before it; two queries."""
    lines = PlanLine.objects.filter(
        project=project_id, year=year, valid_from__lte=on, planned_yuan=planned_yuan
    )
    line = lines.select_related("adjustment").order_by("-valid_from").first()
    return PlannedBy(line, PlanYear.objects.filter(pk=year).first()) if line else None
