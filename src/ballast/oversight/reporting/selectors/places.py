"""What lines come to by area, and where their projects lie."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Sum, Value, When
from django.db.models.expressions import Combinable

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.coordinates import Crs, Point, to_cgcs2000
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Figures, together
from ballast.projects import selectors as projects

from .kin import inside
from .lines import Lines

_NOUGHT = Decimal(0)
# What calls for somebody stands before what does not.
CALLING = (Colour.RED, Colour.YELLOW, Colour.GREY)
_ORDER = (*CALLING, Colour.BLUE, Colour.GREEN)
_RANK = Case(
    *(When(colour=colour, then=Value(rank)) for rank, colour in enumerate(_ORDER)),
    default=Value(len(_ORDER)),
    output_field=IntegerField(),
)
# The systems differ by less than this many degrees.
_SHIFT = Decimal("0.02")

Box = tuple[float, float, float, float]  # degrees west, south, east, north


@dataclass(frozen=True, slots=True)
class Placed:
    """A project as a map and the list beside it show it; the position in CGCS2000, if known."""

    number: str
    name: str
    unit: str
    colour: Colour
    rate: Decimal | None
    at: Point | None


def by_place(listed: Lines, period: Period) -> dict[str, Figures]:
    """What lines come to by the place where they lie (``projects.selectors.place``).

    The sums are those of the list: what is a part of another line is not counted again, and
    keeps its lamp.
    """
    return _less(_grouped(listed, projects.place(), period), listed, projects.place(), period)


def by_accounting_unit(listed: Lines, period: Period) -> dict[int | None, Figures]:
    """What lines come to by the unit for which they count, money by shares; see ``by_unit``."""
    apart = set(projects.divided(period.last_day))
    unit = F("responsible_unit")
    whole = listed.exclude(pk__in=apart) if apart else listed
    answering = _less(_grouped(whole, unit, period), whole, unit, period)
    parts: defaultdict[int | None, list[Figures]] = defaultdict(list)
    above = projects.counting({-(pk or 0): pk for pk in answering}, period.last_day)
    for pk, figures in answering.items():
        parts[above[-(pk or 0)].unit].append(figures)
    if apart:
        for key, figures in _shared(listed.filter(pk__in=apart), period):
            parts[key].append(figures)
    return {key: together(found, period.time_progress) for key, found in parts.items()}


def _shared(listed: Lines, period: Period) -> Iterable[tuple[int | None, Figures]]:
    """Each divided project for each unit that shares it; its lamp for the one it counts for."""
    fields = ("pk", "responsible_unit_id", "planned_yuan", "completed_yuan", "colour")
    rows = {row[0]: row for row in listed.order_by().values_list(*fields)}
    parts = inside(listed)
    counting = projects.counting({pk: row[1] for pk, row in rows.items()}, period.last_day)
    for pk, its in counting.items():
        _, _, planned, completed, colour = rows[pk]
        for unit in its.units:
            counts = pk not in parts
            yield (
                unit,
                Figures(
                    int(counts and unit == its.unit),
                    (its.part(unit, planned) or _NOUGHT) if counts else _NOUGHT,
                    (its.part(unit, completed) or _NOUGHT) if counts else _NOUGHT,
                    period.time_progress,
                    lamps={Colour(colour or Colour.DASH): 1} if unit == its.unit else {},
                ),
            )


def _grouped(listed: Lines, key: Combinable, period: Period) -> dict[Any, Figures]:
    rows = (
        listed.order_by()
        .annotate(key=key)
        .values("key", "colour")
        .annotate(
            number_of=Count("pk"), planned=Sum("planned_yuan"), completed=Sum("completed_yuan")
        )
        .values_list("key", "colour", "number_of", "planned", "completed")
    )
    found: defaultdict[Any, list[Figures]] = defaultdict(list)
    for at, colour, count, planned, completed in rows:
        lamps = {Colour(colour or Colour.DASH): count}
        sums = (count, planned or _NOUGHT, completed or _NOUGHT)
        found[at].append(Figures(*sums, period.time_progress, lamps=lamps))
    return {at: together(parts, period.time_progress) for at, parts in found.items()}


def _less(
    all_of: dict[Any, Figures], listed: Lines, key: Combinable, period: Period
) -> dict[Any, Figures]:
    """Without what is counted with the line it is a part of."""
    parts = inside(listed)
    if not parts:
        return all_of
    less = _grouped(listed.filter(pk__in=parts), key, period)
    return {at: one.without(less[at]) if at in less else one for at, one in all_of.items()}


def with_position(listed: Lines) -> dict[Colour, tuple[int, int]]:
    """Of each lamp how many projects have a position, and how many have none."""
    rows = (
        listed.order_by()
        .values("colour")
        .annotate(
            here=Count("pk", filter=~projects.NO_POSITION),
            nowhere=Count("pk", filter=projects.NO_POSITION),
        )
        .values_list("colour", "here", "nowhere")
    )
    found = dict.fromkeys(Colour, (0, 0))
    for colour, here, nowhere in rows:
        at = Colour(colour or Colour.DASH)
        found[at] = (found[at][0] + here, found[at][1] + nowhere)
    return found


def points(listed: Lines, *, most: int, box: Box | None = None) -> list[Placed]:
    """The first so many projects that have a position, the worst first; those in a box alone."""
    return placed(in_box(listed, box), most=most)


def placed(listed: Lines, *, most: int) -> list[Placed]:
    """The first so many projects, red first, the furthest behind its first; one query."""
    unit = "responsible_unit__short_name"
    fields = ("number", "name", unit, "colour", "rate", "longitude", "latitude", "crs")
    ordered = listed.order_by(_RANK, F("rate").asc(nulls_last=True), "number")
    return [_placed(*row) for row in ordered.values_list(*fields)[:most]]


def _placed(
    number: str,
    name: str,
    unit: str | None,
    colour: str | None,
    rate: Decimal | None,
    *position: Any,
) -> Placed:
    east, north, crs = position
    at = None if east is None else to_cgcs2000(Point(float(east), float(north)), Crs(crs))
    return Placed(number, name, unit or "", Colour(colour or Colour.DASH), rate, at)


def in_box(listed: Lines, box: Box | None) -> Lines:
    """Those that have a position, and one in the box; it is a little wider than asked for."""
    if box is None:
        return listed.exclude(projects.NO_POSITION)
    west, south, east, north = (Decimal(str(side)) for side in box)
    return listed.filter(
        longitude__range=(west - _SHIFT, east + _SHIFT),
        latitude__range=(south - _SHIFT, north + _SHIFT),
    )
