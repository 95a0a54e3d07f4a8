"""What was ever filed of one project, year by year."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.db.models.functions import Substr

from ballast.delivery.progress.models import Correction, Filing, MonthFigure, Review
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import User


class NoProject(LookupError):
    """The project is not within reach."""


def of_year(
    viewer: "User", on: date, number: str, wanted: str
) -> tuple[list[int], int | None, list[Filing], set[int]]:
    """The years with filings, the year shown, its filings, and the ids of those that count.

    The last year when ``wanted`` is none of them. Raises ``NoProject``.
    """
    project = projects.visible_to(viewer, on).filter(number=number).first()
    if project is None:
        raise NoProject
    filed = Filing.objects.filter(project=project)
    found = filed.order_by().annotate(year=Substr("period", 1, 4)).values_list("year", flat=True)
    years = sorted({int(year) for year in found.distinct()}, reverse=True)
    if not years:
        return [], None, [], set()
    year = int(wanted) if wanted in map(str, years) else years[0]
    rows = with_all(filed.filter(period__startswith=f"{year}-").order_by("-period", "-attempt"))
    figures = MonthFigure.objects.filter(project=project, filing__isnull=False)
    return years, year, rows, set(figures.values_list("filing_id", flat=True))


def with_all(filings: "QuerySet[Filing]") -> list[Filing]:
    """Filings with their units, their reviews in the chain's order, and their corrections."""
    return list(
        filings.select_related("unit").prefetch_related(
            Prefetch(
                "reviews", queryset=Review.objects.select_related("unit").order_by("order", "pk")
            ),
            Prefetch("corrections", queryset=Correction.objects.order_by("about_period")),
        )
    )


def sees_photos(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the photos of a filing: whoever sees its project does."""
    filing = Filing.objects.filter(pk=int(key)) if key.isdecimal() else Filing.objects.none()
    return filing.filter(project__in=projects.visible_to(viewer, on)).exists()
