"""Reading what was filed, always within projects the viewer may see."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from .models import Filing

if TYPE_CHECKING:
    from ballast.projects.models import Project


def of_period(period: str, projects: "QuerySet[Project]") -> QuerySet[Filing]:
    """The filings of a period (``2023-09``) for the given projects (``visible_to``)."""
    return Filing.objects.filter(period=period, project__in=projects)
