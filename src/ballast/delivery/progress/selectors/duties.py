"""Who is to file what for a period."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import Duty, Filing, MonthFigure
from ballast.delivery.progress.rules import Standing, windows
from ballast.kernel.periods import Period
from ballast.projects import selectors as projects

from .windows import window_rule

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def duties_of(viewer: "User", on: date, period: str) -> QuerySet[Duty]:
    """The duties of a period for the projects a person may see, each with its ``standing``.

    ``filing_id`` is the last filing made for it, in whatever state.
    """
    figure = MonthFigure.objects.filter(project=OuterRef("project"), period=period)
    last = Filing.objects.filter(project=OuterRef("project"), period=period).order_by("-attempt")
    return (
        Duty.objects.filter(period=period, project__in=projects.visible_to(viewer, on))
        .select_related("project", "unit")
        .annotate(
            standing=Coalesce(
                Subquery(figure.values("state")),
                Value(Standing.NOT_REPORTED.value),
                output_field=CharField(),
            ),
            filing_id=Subquery(last.values("pk")[:1]),
        )
    )


def owed(period: Period) -> dict[int, Duty]:
    """The duties that the plan in force at the period's end makes, unsaved, by project.

    None for a project that is suspended or has left, nor for one filed only each quarter.
    """
    rule = window_rule(period.last_day)
    resting = projects.resting(period.last_day)
    return {
        line.project_id: Duty(
            project_id=line.project_id,
            period=period.code,
            unit_id=line.project.responsible_unit_id,
            plan_class=line.plan_class,
        )
        for line in plans.lines_at(period.year, period.last_day).select_related("project")
        if line.project_id not in resting and windows.is_due(line.plan_class, period, rule)
    }
