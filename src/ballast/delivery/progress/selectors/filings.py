"""Reading what was filed, always within projects the viewer may see."""

from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State
from ballast.kernel.periods import Period

if TYPE_CHECKING:
    from ballast.projects.models import Project


def of_period(period: str, projects: "QuerySet[Project]") -> QuerySet[Filing]:
    """The filings of a period (``2023-09``) for the given projects (``visible_to``)."""
    return Filing.objects.filter(period=period, attempt=1, project__in=projects)


def handed_in(period: str) -> QuerySet[Filing]:
    """The filings that units handed in for a period, whatever was decided of them."""
    return Filing.objects.filter(period=period).exclude(state=State.DRAFT.value)


def last_filed(period: Period) -> QuerySet[Filing]:
    """For each project of an outer query: its filings of the year up to ``period``, last first.

    Only those with a year-to-date figure: where none was filed, the last one made still counts.
    """
    return Filing.objects.filter(
        project=OuterRef("pk"),
        period__startswith=f"{period.year}-",
        period__lte=period.code,
        attempt=1,
        completed_yuan__isnull=False,
    ).order_by("-period")
