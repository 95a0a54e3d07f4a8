"""Lamps as they were decided."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from django.db.models import Q

from ballast.dispatch.alerts.models import Evaluation, ProjectLamp
from ballast.dispatch.alerts.rules import PROJECT, Colour, Family

from .deciding import Decided

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ORDER = [family.value for family in Family]


def evaluations() -> list[Evaluation]:
    """The periods whose lamps were decided, the latest first."""
    return list(Evaluation.objects.order_by("-period"))


def of_projects(project_ids: Collection[int], period: str) -> Mapping[int, list[ProjectLamp]]:
    """The families' lamps of projects for a period, in the order of the families."""
    return _by_project(project_ids, Q(period=period))


def rated(project_ids: Collection[int], period: str) -> Mapping[int, list[ProjectLamp]]:
    """Of the same only those a list tells of: the ones that are rated, and filing in any case."""
    is_rated = ~Q(colour=Colour.DASH) | Q(family=Family.FILING)
    return _by_project(project_ids, Q(period=period) & is_rated)


def _by_project(project_ids: Collection[int], meant: Q) -> Mapping[int, list[ProjectLamp]]:
    found: dict[int, list[ProjectLamp]] = {pk: [] for pk in project_ids}
    lamps = ProjectLamp.objects.filter(meant, project__in=project_ids).exclude(family=PROJECT)
    for lamp in lamps.prefetch_related("rulebook"):
        found[lamp.project_id].append(lamp)
    for own in found.values():
        own.sort(key=lambda lamp: _ORDER.index(lamp.family))
    return found


def of_period(period: str) -> Iterator[Decided]:
    """Every lamp of a period, as it was decided."""
    names = [one.name for one in fields(Decided)]
    for row in ProjectLamp.objects.filter(period=period).values(*names).iterator():
        yield Decided(**row | {"colour": Colour(row["colour"])})


def of_project(project_id: int) -> "QuerySet[ProjectLamp]":
    """The project's own lamp of each period, the latest first."""
    return ProjectLamp.objects.filter(project=project_id, family=PROJECT).order_by("-period")
