"""Positions: from one coordinate system to another, and as people type them.

CGCS2000 (GB 22021) and WGS 84 differ by less than a metre on the ground and are taken as the same.
GCJ-02 shifts a position by some hundred metres along a curve that was never published; the formula
here is the one that open libraries share (eviltransform, coordtransform). BD-09 is Baidu's further
shift of it. The ways back have no formula: they are found by trying, to a millimetre.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from math import atan2, cos, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from ballast.kernel.errors import Refused


class Crs(StrEnum):
    """The coordinate system a position was given in. It is kept as given, never guessed."""

    CGCS2000 = "CGCS2000"
    WGS84 = "WGS84"
    GCJ02 = "GCJ02"
    BD09 = "BD09"


class Point(NamedTuple):
    """Degrees east and north."""

    east: float
    north: float


class NotAPosition(Refused):
    """The text is no pair of degrees, with or without minutes and seconds."""

    code = "not_a_position"


_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # Krasovsky's ellipsoid of 1940, squared
_CLOSE = 1e-9  # degrees; a tenth of a millimetre
_ROUNDS = 30
_BAIDU = pi * 3000 / 180


def to_cgcs2000(point: Point, crs: Crs) -> Point:
    """A position of a system as the map draws it."""
    if crs is Crs.GCJ02:
        return _back(point, _to_gcj02)
    if crs is Crs.BD09:
        return _back(point, _to_bd09)
    return point


def from_cgcs2000(point: Point, crs: Crs) -> Point:
    """A position of the map as another system gives it."""
    if crs is Crs.GCJ02:
        return _to_gcj02(point)
    if crs is Crs.BD09:
        return _to_bd09(point)
    return point


def _to_gcj02(point: Point) -> Point:
    x, y = point.east - 105, point.north - 35
    waves = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (waves + 20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (waves + 20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    latitude = radians(point.north)
    flat = 1 - _ECCENTRICITY * sin(latitude) ** 2
    return Point(
        point.east + east * 180 / (_AXIS / sqrt(flat) * cos(latitude) * pi),
        point.north + north * 180 / (_AXIS * (1 - _ECCENTRICITY) / (flat * sqrt(flat)) * pi),
    )


def _to_bd09(point: Point) -> Point:
    east, north = _to_gcj02(point)
    far = hypot(east, north) + 0.00002 * sin(north * _BAIDU)
    turned = atan2(north, east) + 0.000003 * cos(east * _BAIDU)
    return Point(far * cos(turned) + 0.0065, far * sin(turned) + 0.006)


def _back(point: Point, shift: Callable[[Point], Point]) -> Point:
    """What ``shift`` brings to ``point``: each round takes off what is still too much."""
    found = point
    for _ in range(_ROUNDS):
        there = shift(found)
        off = Point(there.east - point.east, there.north - point.north)
        found = Point(found.east - off.east, found.north - off.north)
        if max(abs(off.east), abs(off.north)) < _CLOSE:
            break
    return found


# --- As typed ------------------------------------------------------------------------------

_SIDES: Mapping[str, str] = {"E": "E", "东经": "E", "東經": "E", "N": "N", "北纬": "N", "北緯": "N"}
_SIDE = rf"({'|'.join(_SIDES)})"
_ANGLE = (
    r"(\d{1,3}(?:\.\d+)?)(?:\s*[°度](?:\s*(\d{1,2}(?:\.\d+)?)\s*['′分]"
    r"(?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|''|秒))?)?)?"
)
# Two numbers need something between them, be it the sign of a degree.
_BETWEEN = r"(?:[\s,;、/]+|(?<=[^\d.]))"
_BEFORE = re.compile(rf"{_SIDE}[:\s]*{_ANGLE}[\s,;、/]*{_SIDE}[:\s]*{_ANGLE}")
_AFTER = re.compile(rf"{_ANGLE}\s*{_SIDE}?{_BETWEEN}{_ANGLE}\s*{_SIDE}?")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "”": '"', "“": '"', "º": "°", "˚": "°"})
_NORTHERNMOST = 60  # no latitude of China is above it, no longitude below
_SIXTY = 60
_SMALLEST = Decimal("0.000001")  # degrees; a tenth of a metre


def typed(text: str) -> tuple[Decimal, Decimal]:
    """Longitude and latitude as somebody typed them, in whatever order, to six decimals.

    Degrees with decimals, or degrees, minutes and seconds; sides by letter or word, or none:
    ``110.2901, 39.0803`` · ``39°04′49″N 110°17′24.5″E`` · ``北纬39度4.8分，东经110度17.4分``.
    Raises ``NotAPosition``.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    plain = plain.replace("′′", '"').strip().upper()
    if match := _BEFORE.fullmatch(plain):
        one, *first = match.groups()[:4]
        other, *second = match.groups()[4:]
    elif match := _AFTER.fullmatch(plain):
        *first, one = match.groups()[:4]
        *second, other = match.groups()[4:]
    else:
        raise NotAPosition(text=text)
    found = {}
    for side, angle in ((one, first), (other, second)):
        degrees = _degrees(text, *angle)
        found[_SIDES[side] if side else "E" if degrees > _NORTHERNMOST else "N"] = degrees
    if len(found) < 2:
        raise NotAPosition(text=text)
    return found["E"].quantize(_SMALLEST), found["N"].quantize(_SMALLEST)


def _degrees(text: str, degrees: str, minutes: str | None, seconds: str | None) -> Decimal:
    """One angle in degrees; only the smallest part of it may have decimals."""
    parts = [Decimal(one) for one in (degrees, minutes, seconds) if one is not None]
    broken = any(one != one.to_integral_value() for one in parts[:-1])
    if broken or any(one >= _SIXTY for one in parts[1:]):
        raise NotAPosition(text=text)
    return sum((one / _SIXTY**place for place, one in enumerate(parts)), Decimal(0))
