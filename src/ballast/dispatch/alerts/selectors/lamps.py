"""Lamps as they were decided."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from ballast.dispatch.alerts.models import ProjectLamp, Rulebook
from ballast.dispatch.alerts.rules import PROJECT, Colour, Family
from ballast.projects import selectors as projects

from .deciding import Decided

_PLACES = {family.value: place for place, family in enumerate(Family)}


class Rated(NamedTuple):
    """A family's lamp with what a list says of it: a page tells of hundreds."""

    family: str
    colour: str
    row: str
    values: Mapping[str, str]
    period: str
    rulebook: Rulebook


def rated(project_ids: Collection[int], period: str) -> Mapping[int, list[Rated]]:
    """The families' lamps of projects that a list tells of, in the order of the families.

    Those that are rated, and filing in any case.
    """
    found: dict[int, list[Rated]] = {pk: [] for pk in project_ids}
    is_rated = ~Q(colour=Colour.DASH) | Q(family=Family.FILING)
    lamps = ProjectLamp.objects.filter(
        is_rated, project__in=projects.among(project_ids), period=period
    )
    named = ("project_id", "rulebook_id", "family", "colour", "row", "values")
    rows = sorted(
        lamps.exclude(family=PROJECT).values_list(*named), key=lambda lamp: _PLACES[lamp[2]]
    )
    rulebooks = Rulebook.objects.in_bulk({rulebook for _, rulebook, *_ in rows})
    for project, rulebook, family, colour, row, values in rows:
        lamp = Rated(family, colour, row, values, period, rulebooks[rulebook])
        found[project].append(lamp)
    return found


def of_period(period: str) -> Iterator[Decided]:
    """Every lamp of a period, as it was decided."""
    names = [one.name for one in fields(Decided)]
    for row in ProjectLamp.objects.filter(period=period).values(*names).iterator():
        yield Decided(**row | {"colour": Colour(row["colour"])})


def by_colour(period: str) -> Mapping[Colour, list[int]]:
    """The projects of a period by the colour of their own lamp; one row a colour is read."""
    own = ProjectLamp.objects.filter(period=period, family=PROJECT).order_by()
    rows = own.values_list("colour").annotate(projects=ArrayAgg("project_id"))
    return {Colour(colour): projects for colour, projects in rows}


def own_lamps(project_ids: Collection[int], period: str) -> Mapping[int, str]:
    """The colour of each project's own lamp in a period, where it has one."""
    own = ProjectLamp.objects.filter(project__in=project_ids, period=period, family=PROJECT)
    return dict(own.values_list("project_id", "colour"))


def warning_lamps(period: str) -> list[tuple[int, str]]:
    """The projects whose own lamp is red or yellow in a period, and its colour."""
    own = ProjectLamp.objects.filter(
        period=period, family=PROJECT, colour__in=[Colour.RED, Colour.YELLOW]
    )
    return list(own.values_list("project_id", "colour"))


def deciding_lamps(project_ids: Collection[int], period: str) -> Mapping[int, tuple[str, str]]:
    """The colour of each project's own lamp in a period, and the family it is taken from."""
    own = ProjectLamp.objects.filter(project__in=project_ids, period=period, family=PROJECT)
    rows = own.values_list("project_id", "colour", "row")
    return {pk: (colour, family) for pk, colour, family in rows}


def history(project_id: int, periods: Collection[str]) -> Mapping[str, Mapping[str, ProjectLamp]]:
    """A project's own lamp and those of its families in these periods, by period, by family."""
    found: dict[str, dict[str, ProjectLamp]] = {}
    lamps = ProjectLamp.objects.filter(project=project_id, period__in=periods)
    for lamp in lamps.order_by("-period").prefetch_related("rulebook"):
        found.setdefault(lamp.period, {})[lamp.family] = lamp
    return found


def warned_of(period: str) -> list[tuple[int, str, str]]:
    """The red and yellow lamps of the families in a period: project, family, colour."""
    rows = ProjectLamp.objects.filter(period=period, colour__in=[Colour.RED, Colour.YELLOW])
    return list(rows.exclude(family=PROJECT).values_list("project_id", "family", "colour"))
