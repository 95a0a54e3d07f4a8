"""Warnings as they stand in a period, and how they stood before."""

from datetime import date
from typing import NamedTuple

from ballast.dispatch.alerts.models import Evaluation, WarningStep
from ballast.dispatch.alerts.rules import ISSUED_AS, STANDING, WarningState


class Stood(NamedTuple):
    """How a warning was last issued or cleared, and which prompt it is."""

    state: WarningState
    prompt: str


def prompted(on: date) -> dict[int, frozenset[str]]:
    """By which prompts projects were warned this year, by project: what was issued by a day."""
    issued = Evaluation.objects.filter(period__startswith=f"{on.year}-", issued_at__date__lte=on)
    rows = WarningStep.objects.filter(period__in=issued.values("period"), state__in=STANDING)
    found: dict[int, set[str]] = {}
    for project, prompt in rows.values_list("warning__project", "prompt").distinct():
        found.setdefault(project, set()).add(prompt)
    return {project: frozenset(prompts) for project, prompts in found.items()}


def stood_before(period: str) -> dict[int, Stood]:
    """Of every warning issued or cleared before a period, by its id, how it was the last time."""
    issued = Evaluation.objects.filter(period__lt=period, issued_at__isnull=False)
    rows = (
        WarningStep.objects.filter(period__in=issued.values("period"), state__in=ISSUED_AS)
        .order_by("warning", "-period")
        .distinct("warning")
        .values_list("warning", "state", "prompt")
    )
    return {pk: Stood(WarningState(state), prompt) for pk, state, prompt in rows}
