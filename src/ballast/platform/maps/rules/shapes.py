"""Outlines as they are drawn."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ballast.kernel.coordinates import Crs, Point, to_cgcs2000

Ring = Sequence[Sequence[float]]  # of degrees east and north; the last point is the first
Polygon = Sequence[Ring]  # its border, then its holes
PLACES = 5  # decimals of a degree: a metre


def drawn(polygons: Iterable[Polygon], crs: Crs) -> list[list[list[list[float]]]]:
    """The same in CGCS2000, to a metre."""
    return [[[_told(point, crs) for point in ring] for ring in polygon] for polygon in polygons]


def _told(point: Sequence[float], crs: Crs) -> list[float]:
    east, north = to_cgcs2000(Point(float(point[0]), float(point[1])), crs)
    return [round(east, PLACES), round(north, PLACES)]


def label_point(polygons: Sequence[Polygon]) -> tuple[float, float]:
    """Where the name of an area stands: inside its largest part, as near the middle as may be."""
    border = max((polygon[0] for polygon in polygons), key=lambda ring: abs(doubled_area(ring)))
    east, north = _middle(border)
    crossings = _crossings(border, north)
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans or any(west < east < far for west, far in spans):
        return round(east, PLACES), round(north, PLACES)
    west, far = max(spans, key=lambda span: span[1] - span[0])
    return round((west + far) / 2, PLACES), round(north, PLACES)


def doubled_area(ring: Ring) -> float:
    """Twice the area in square degrees; negative where the ring runs with the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _middle(ring: Ring) -> Point:
    """The centre of gravity."""
    doubled = doubled_area(ring)
    if not doubled:
        return Point(float(ring[0][0]), float(ring[0][1]))
    east = north = 0.0
    for a, b in pairwise(ring):
        part = a[0] * b[1] - b[0] * a[1]
        east += (a[0] + b[0]) * part
        north += (a[1] + b[1]) * part
    return Point(east / (3 * doubled), north / (3 * doubled))


def _crossings(ring: Ring, north: float) -> list[float]:
    """Where the ring crosses a parallel, from west to east."""
    return sorted(
        a[0] + (north - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > north) != (b[1] > north)
    )
