"""The lines of a plan: as issued, and as they stand on a day."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ballast.delivery.plans.models import PlanLine, PlanYear
from ballast.platform.codelists.selectors import in_force
from ballast.projects.rules import LIVING

if TYPE_CHECKING:
    from ballast.projects.models import Project


def years_known() -> list[int]:
    """The years that have a plan, drafts included, the latest first."""
    return list(PlanYear.objects.order_by("-year").values_list("year", flat=True))


def is_issued(year: int) -> bool:
    """Whether only adjustments change a year's plan any more."""
    return PlanYear.objects.filter(year=year, issued_on__isnull=False).exists()


def of_year(year: int, projects: "QuerySet[Project]") -> QuerySet[PlanLine]:
    """The plan lines of a year now in force for the given projects (``visible_to``)."""
    return PlanLine.objects.filter(year=year, valid_until__isnull=True, project__in=projects)


def lines_of(year: int, project_ids: Collection[int]) -> dict[int, PlanLine]:
    """The plan lines of a year now in force, by project."""
    rows = PlanLine.objects.filter(year=year, valid_until__isnull=True, project__in=project_ids)
    return {row.project_id: row for row in rows}


def left(year: int, projects: "QuerySet[Project]") -> QuerySet[PlanLine]:
    """The lines now in force whose projects have left the register's list, by number."""
    lines = of_year(year, projects.exclude(state__in=LIVING))
    return lines.select_related("project__responsible_unit").order_by("project__number")


def lines_at(year: int, on: date) -> QuerySet[PlanLine]:
    """The current plan of a day: at most one line a project. Narrow it by ``visible_to``."""
    return PlanLine.objects.filter(in_force(on), year=year)


def originals(year: int) -> QuerySet[PlanLine]:
    """The plan as issued, whatever became of it. Narrow it by ``visible_to``."""
    return PlanLine.objects.filter(year=year, adjustment__isnull=True)
