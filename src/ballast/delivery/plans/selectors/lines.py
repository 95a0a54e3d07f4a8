"""The lines of a plan: as issued, and as they stand on a day."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ballast.delivery.plans.models import PlanLine

if TYPE_CHECKING:
    from ballast.projects.models import Project


def of_year(year: int, projects: "QuerySet[Project]") -> QuerySet[PlanLine]:
    """The plan lines of a year now in force for the given projects (``visible_to``)."""
    return PlanLine.objects.filter(year=year, valid_until__isnull=True, project__in=projects)
