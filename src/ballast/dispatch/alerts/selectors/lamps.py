"""Lamps as they were decided."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields

from django.db.models import Q

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.rules import PROJECT, Colour, Family

from .deciding import Decided

_ORDER = [family.value for family in Family]


def rated(project_ids: Collection[int], period: str) -> Mapping[int, list[ProjectLamp]]:
    """The families' lamps of projects that a list tells of, in the order of the families.

    Those that are rated, and filing in any case.
    """
    found: dict[int, list[ProjectLamp]] = {pk: [] for pk in project_ids}
    is_rated = ~Q(colour=Colour.DASH) | Q(family=Family.FILING)
    lamps = ProjectLamp.objects.filter(is_rated, project__in=project_ids, period=period)
    for lamp in lamps.exclude(family=PROJECT).prefetch_related("rulebook"):
        found[lamp.project_id].append(lamp)
    for own in found.values():
        own.sort(key=lambda lamp: _ORDER.index(lamp.family))
    return found


def of_period(period: str) -> Iterator[Decided]:
    """Every lamp of a period, as it was decided."""
    names = [one.name for one in fields(Decided)]
    for row in ProjectLamp.objects.filter(period=period).values(*names).iterator():
        yield Decided(**row | {"colour": Colour(row["colour"])})


def history(project_id: int, periods: Collection[str]) -> Mapping[str, Mapping[str, ProjectLamp]]:
    """A project's own lamp and those of its families in these periods, by period, by family."""
    found: dict[str, dict[str, ProjectLamp]] = {}
    lamps = ProjectLamp.objects.filter(project=project_id, period__in=periods)
    for lamp in lamps.order_by("-period").prefetch_related("rulebook"):
        found.setdefault(lamp.period, {})[lamp.family] = lamp
    return found
