"""Which projects of a month strike the eye, named only as far as a person may see them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import narwhals as nw

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Listed
from ballast.platform.analytics.selectors import Facts
from ballast.projects import selectors as projects

from .lines import lines
from .listed import named
from .standing import Standing

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# How far a lamp stands from what is well; what is not rated stands nowhere.
_GRAVITY = {Colour.GREEN: 0, Colour.BLUE: 0, Colour.YELLOW: 1, Colour.GREY: 2, Colour.RED: 3}


@dataclass(frozen=True, slots=True)
class Fall:
    """A project whose lamp is worse than a month before."""

    number: str
    name: str
    before: Colour
    now: Colour


@dataclass(frozen=True, slots=True)
class Mine:
    """A project that the viewer sponsors; ``colour`` None where lamps are not seen."""

    number: str
    name: str
    colour: Colour | None


def worst(viewer: "User", on: date, of: Standing, most: int) -> list[Listed]:
    """The red projects furthest behind, the furthest first."""
    reds = [pk for pk, colour in of.colours.items() if colour is Colour.RED]
    order = _furthest_behind(of.facts, reds)
    names = _names(viewer, on, order)
    first = [pk for pk in order if pk in names][:most]
    told = named(first, of.facts, of.month.period) if first else {}
    return [told[pk] for pk in first]


def fallen(of: Standing) -> list[int]:
    """The projects whose lamp is worse than a month before: first the reddest and furthest."""
    worse = {
        pk: colour
        for pk, colour in of.colours.items()
        if pk in of.colours_before and _fell(of.colours_before[pk], colour)
    }
    order = _furthest_behind(of.facts, worse)
    return sorted(order, key=lambda pk: -_GRAVITY[worse[pk]])


def falls(viewer: "User", on: date, of: Standing, pks: Sequence[int], most: int) -> list[Fall]:
    """The first of these that a person may see, by name."""
    names = _names(viewer, on, pks)
    return [Fall(*names[pk], of.colours_before[pk], of.colours[pk]) for pk in pks if pk in names][
        :most
    ]


def sponsored(viewer: "User", on: date, period: Period, *, with_lamps: bool) -> list[Mine]:
    """The projects of the month's plan that the viewer sponsors, the worst lamp first."""
    held = projects.sponsored_by([viewer], period.last_day).get(viewer.pk, [])
    if not held:
        return []
    found = lines(viewer, on, period, with_lamps=with_lamps)
    own = found.filter(pk__in=[row.project_id for row in held]).order_by("number")
    mine = [
        Mine(number, name, (Colour(colour) if colour else Colour.DASH) if with_lamps else None)
        for number, name, colour in own.values_list("number", "name", "colour")
    ]
    return sorted(mine, key=lambda one: -_GRAVITY.get(one.colour or Colour.DASH, -1))


def _fell(before: Colour, now: Colour) -> bool:
    return before in _GRAVITY and now in _GRAVITY and _GRAVITY[now] > _GRAVITY[before]


def _furthest_behind(facts: Facts, pks: Collection[int]) -> list[int]:
    """These projects by completion rate, the lowest first; those without a plan last."""
    if not pks:
        return []
    sums = nw.col("completed_yuan").sum(), nw.col("planned_yuan").sum()
    rows = (
        facts.filter(nw.col("project_id").is_in(list(pks)))
        .group_by("project_id")
        .agg(nw.col("number").min(), *sums)
        .collect()
        .iter_rows()
    )
    return [
        pk
        for *_, pk in sorted(
            (not planned, completed / planned if planned else 0, number, pk)
            for pk, number, completed, planned in rows
        )
    ]


def _names(viewer: "User", on: date, pks: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Number and name of those among these that a person may see."""
    if not pks:
        return {}
    seen = projects.visible_to(viewer, on).filter(pk__in=projects.among(pks))
    return {pk: (number, name) for pk, number, name in seen.values_list("pk", "number", "name")}
