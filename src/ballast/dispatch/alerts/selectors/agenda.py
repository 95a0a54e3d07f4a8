"""What waits to be judged and issued, and what was issued to whom: for landing pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Subquery

from ballast.dispatch.alerts.models import Evaluation, ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import PROJECT, STANDING, Colour, WarningState
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

_ISSUED_LAST = (
    Evaluation.objects.filter(issued_at__isnull=False).order_by("-period").values("period")[:1]
)


@dataclass(frozen=True, slots=True)
class ToIssue:
    """A period that closes and whose lamps were not issued: drafts to judge, red ones of them."""

    period: str
    drafts: int
    red: int


def to_issue(closing: Collection[str]) -> list[ToIssue]:
    """Of the periods that close, those whose lamps are decided and not issued; two queries."""
    waiting = Evaluation.objects.filter(period__in=closing, issued_at=None).order_by("period")
    drafts = (
        WarningStep.objects.filter(period__in=waiting.values("period"), state=WarningState.DRAFT)
        .order_by("period")
        .values_list("period")
        .annotate(count=Count("pk"), red=Count("pk", filter=Q(colour=Colour.RED)))
    )
    counts = {period: (count, red) for period, count, red in drafts}
    codes = waiting.values_list("period", flat=True)
    return [ToIssue(code, *counts.get(code, (0, 0))) for code in codes]


def standing_on(viewer: "User", on: date) -> tuple[str, int, int]:
    """The period issued last, with how many red and yellow warnings name projects one sees."""
    steps = WarningStep.objects.filter(
        period=Subquery(_ISSUED_LAST),
        state__in=STANDING,
        warning__project__in=projects.visible_to(viewer, on),
    )
    row = (
        steps.order_by("period")
        .values_list("period")
        .annotate(
            red=Count("pk", filter=Q(colour=Colour.RED)),
            yellow=Count("pk", filter=Q(colour=Colour.YELLOW)),
        )
        .first()
    )
    return row or ("", 0, 0)


def red_among(project_ids: Collection[int]) -> tuple[str, int]:
    """The period issued last, with how many of these projects show red in it."""
    lamps = ProjectLamp.objects.filter(
        period=Subquery(_ISSUED_LAST),
        family=PROJECT,
        colour=Colour.RED,
        project__in=project_ids,
    )
    row = lamps.order_by("period").values_list("period").annotate(count=Count("pk")).first()
    return row or ("", 0)
