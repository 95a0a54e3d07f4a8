"""How lamps went from month to month: how many of each colour, and which turned from red to green.

``docs/rules/warnings.md``.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.rules import ENDING, PROJECT, RATED, Colour
from ballast.kernel.periods import Period
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import User

_UNIT = "project__responsible_unit"


def by_unit(
    viewer: "User", on: date, periods: Collection[str], unit: int | None = None
) -> Mapping[str, Mapping[int | None, Mapping[Colour, int]]]:
    """How many projects that a person sees show each colour, by period and by unit's id.

    ``unit``: of this one alone.
    """
    lamps = _own(viewer, on, periods, unit)
    rows = lamps.values_list("period", _UNIT, "colour").annotate(count=Count("pk"))
    found: dict[str, dict[int | None, dict[Colour, int]]] = {code: {} for code in periods}
    for period, answers, colour, count in rows:
        found[period].setdefault(answers, {})[Colour(colour)] = count
    return found


def conversions(
    viewer: "User",
    on: date,
    periods: Collection[str],
    known: Collection[str],
    unit: int | None = None,
) -> Mapping[str, Mapping[int | None, int]]:
    """How many projects turned from red to green or blue, by period and by unit's id.

    Since the last of the ``known`` periods before in which the project was rated: months without
    a rating lie between without breaking it. ``unit``: of this one alone.
    """
    before = ProjectLamp.objects.filter(
        project=OuterRef("project"),
        family=PROJECT,
        period__in=known,
        period__lt=OuterRef("period"),
        colour__in=RATED,
    ).order_by("-period")
    ended = _own(viewer, on, periods, unit).filter(colour__in=ENDING)
    turned = ended.annotate(before=Subquery(before.values("colour")[:1])).filter(before=Colour.RED)
    found: dict[str, dict[int | None, int]] = {code: {} for code in periods}
    rows = turned.values_list("period", _UNIT).annotate(count=Count("pk"))
    for period, answers, count in rows:
        found[period][answers] = count
    return found


def red_running(period: Period, among: Collection[int] | None = None) -> dict[int, int]:
    """For how many rated periods in a row a project's own lamp has been red, this one included.

    By the id of each project that is red in it; periods without a rating lie between without
    breaking the row, New Year neither. ``among``: of these alone.
    """
    these = Q() if among is None else Q(project__in=among)
    lamps = ProjectLamp.objects.filter(
        these, family=PROJECT, colour__in=RATED, period__lte=period.code
    )
    red = lamps.filter(period=period.code, colour=Colour.RED).values("project")
    rows = lamps.filter(project__in=red).order_by("-period").values_list("project", "colour")
    found: dict[int, int] = {}
    ended = set()
    for pk, colour in rows:
        if pk not in ended:
            found[pk] = found.get(pk, 0) + (colour == Colour.RED)
            if colour != Colour.RED:
                ended.add(pk)
    return found


def _own(
    viewer: "User", on: date, periods: Collection[str], unit: int | None
) -> "QuerySet[ProjectLamp]":
    lamps = ProjectLamp.objects.filter(
        family=PROJECT, period__in=periods, project__in=projects.visible_to(viewer, on)
    )
    return (lamps if unit is None else lamps.filter(**{_UNIT: unit})).order_by()
