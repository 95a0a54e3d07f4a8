"""How lamps went from month to month: how many of each colour, and which turned from red to green.

``docs/rules/warnings.md``.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Window
from django.db.models.functions import Lag

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.rules import ENDING, PROJECT, RATED, Colour
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import User

_UNIT = "project__responsible_unit"


def by_unit(
    viewer: "User", on: date, periods: Collection[str]
) -> Mapping[str, Mapping[int | None, Mapping[Colour, int]]]:
    """How many projects that a person sees show each colour, by period and by unit's id."""
    rows = (
        _own(viewer, on, periods).values_list("period", _UNIT, "colour").annotate(count=Count("pk"))
    )
    found: dict[str, dict[int | None, dict[Colour, int]]] = {code: {} for code in periods}
    for period, unit, colour, count in rows:
        found[period].setdefault(unit, {})[Colour(colour)] = count
    return found


def conversions(
    viewer: "User", on: date, periods: Collection[str]
) -> Mapping[str, Mapping[int | None, int]]:
    """How many projects turned from red to green or blue, by period and by unit's id.

    From one of these periods to the next of them in which the project is rated: months without
    a rating lie between without breaking it.
    """
    before = Window(Lag("colour"), partition_by="project", order_by="period")
    rated = _own(viewer, on, periods).filter(colour__in=RATED).annotate(before=before)
    reds = rated.filter(before=Colour.RED).values_list("period", _UNIT, "colour")
    found: dict[str, Counter[int | None]] = {code: Counter() for code in periods}
    for period, unit, colour in reds:
        found[period][unit] += colour in ENDING
    return found


def _own(viewer: "User", on: date, periods: Collection[str]) -> "QuerySet[ProjectLamp]":
    return ProjectLamp.objects.filter(
        family=PROJECT, period__in=periods, project__in=projects.visible_to(viewer, on)
    ).order_by()
