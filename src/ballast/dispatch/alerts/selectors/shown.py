"""The lamps of projects as they were issued last, for pages that tell of people and bodies."""

from collections.abc import Collection

from ballast.dispatch.alerts.models import Evaluation, ProjectLamp
from ballast.dispatch.alerts.rules import PROJECT, Colour


def issued_last(project_ids: Collection[int]) -> tuple[str, dict[int, Colour]]:
    """The period issued last, and what these projects show in it; two queries."""
    issued = Evaluation.objects.filter(issued_at__isnull=False).order_by("-period")
    period = issued.values_list("period", flat=True).first()
    if period is None:
        return "", {}
    rows = ProjectLamp.objects.filter(period=period, family=PROJECT, project__in=project_ids)
    colours = rows.order_by("project_id").values_list("project_id", "colour")
    return period, {pk: Colour(colour) for pk, colour in colours}
