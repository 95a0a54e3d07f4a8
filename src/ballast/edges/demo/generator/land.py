"""The invented city's map: 23 areas that tile it, made by code, after no real boundary.

The city lies where nobody lives. Each area is what lies nearer to its seat than to any other;
its edges are bent by the middle, the same for both neighbours, so that no gap is left.
"""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import pairwise
from math import cos, pi, sin
from typing import Any

from .units import AREAS, FUNCTIONAL_AREA

Point = tuple[float, float]  # degrees east and north, CGCS2000
CENTRE: Point = (84.2, 39.1)  # in the middle of a desert
WIDE, HIGH = 0.95, 0.72  # degrees from the centre to the edge
CORNERS = 28
BENT = 0.12  # of an edge's length
# Seats in rings about the old town, in the order of the table: new areas outside, counties far.
_RINGS = ((0.0, 1), (0.38, 7), (0.72, 15))
_INNER = ("东郭区", "锦川区", "澜江区", "南屏区", "青崖区", "西岑区", "泊湖区", "枫屏区")


@cache
def outlines() -> Mapping[str, tuple[Point, ...]]:
    """The border of each area by its code 9901xx; the last point is the first."""
    seats = _seats()
    found = {}
    for code, seat in seats.items():
        cell = _city()
        for other in seats.values():
            if other != seat:
                cell = _nearer(cell, seat, other)
        found[code] = _bent(cell)
    return found


def geojson(*, of_units: bool) -> dict[str, Any]:
    """The map as a collection of features (RFC 7946): the functional areas, or all the others."""
    borders = outlines()
    drawn = [area for area in AREAS if (area.kind == FUNCTIONAL_AREA) == of_units]
    return {
        "type": "FeatureCollection",
        "name": "示例市",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    **({"unit": area.code} if of_units else {"adcode": area.region_code}),
                    "name": area.place,
                },
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[list(one) for one in borders[area.region_code]]],
                },
            }
            for area in drawn
        ],
    }


def position(dice: random.Random, code: str) -> Point:
    """Some place within an area."""
    border = outlines()[code]
    east = [x for x, _ in border]
    north = [y for _, y in border]
    while True:
        point = (
            round(dice.uniform(min(east), max(east)), 6),
            round(dice.uniform(min(north), max(north)), 6),
        )
        if is_within(point, border):
            return point


def is_within(point: Point, border: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed line: an odd number of its edges stand to the east."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(border):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _seats() -> dict[str, Point]:
    dice = random.Random("示例市")  # noqa: S311  a map is no secret
    inner = [area for area in AREAS if area.place in _INNER]
    ordered = inner + [area for area in AREAS if area.place not in _INNER]
    found, place = {}, 0
    for far, many in _RINGS:
        turn = dice.random()
        for number in range(many):
            angle = 2 * pi * (number + turn + dice.uniform(-0.16, 0.16)) / many
            away = far * dice.uniform(0.9, 1.1)
            east, north = CENTRE[0] + WIDE * away * cos(angle), CENTRE[1] + HIGH * away * sin(angle)
            found[ordered[place].region_code] = (east, north)
            place += 1
    return found


def _city() -> list[Point]:
    dice = random.Random("边")  # noqa: S311
    angles = [2 * pi * number / CORNERS for number in range(CORNERS)]
    aways = [dice.uniform(0.93, 1.07) for _ in angles]
    return [
        (CENTRE[0] + WIDE * away * cos(angle), CENTRE[1] + HIGH * away * sin(angle))
        for angle, away in zip(angles, aways, strict=True)
    ]


def _nearer(cell: Sequence[Point], seat: Point, other: Point) -> list[Point]:
    """What of a cell lies nearer to a seat than to another one."""

    def beyond(point: Point) -> float:
        here = (point[0] - seat[0]) ** 2 + (point[1] - seat[1]) ** 2
        there = (point[0] - other[0]) ** 2 + (point[1] - other[1]) ** 2
        return here - there

    kept: list[Point] = []
    for start, end in zip(cell, [*cell[1:], cell[0]], strict=True):
        first, last = beyond(start), beyond(end)
        if first <= 0:
            kept.append(start)
        if (first < 0 < last) or (last < 0 < first):
            part = first / (first - last)
            kept.append(tuple(a + part * (b - a) for a, b in zip(start, end, strict=True)))  # type: ignore[arg-type]
    return kept


def _bent(cell: Sequence[Point]) -> tuple[Point, ...]:
    """The cell's border with a corner more in each edge, where the neighbour has it too."""
    corners = [_told(point) for point in cell]
    border = [corners[0]]
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        if start == end:
            continue
        border += [_middle(*sorted((start, end))), end]
    return tuple(border)


def _middle(start: Point, end: Point) -> Point:
    drawn = int(sha256(repr((start, end)).encode()).hexdigest()[:6], 16) / 0xFFFFFF - 0.5
    (ax, ay), (bx, by) = start, end
    across = drawn * 2 * BENT
    return _told(((ax + bx) / 2 - (by - ay) * across, (ay + by) / 2 + (bx - ax) * across))


def _told(point: Point) -> Point:
    return (round(point[0], 5), round(point[1], 5))
