"""A GeoJSON file (RFC 7946) checked wholly: what it outlines, or all that is wrong with it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from ballast.kernel.errors import Fault

from .faults import refuse
from .shapes import Polygon, Ring, doubled_area

LARGEST_FILE = 8 * 1024 * 1024
MOST_FEATURES, MOST_POINTS = 500, 200_000
MOST_FAULTS = 100  # of a file; who mends these finds the others
LONGEST_NAME = 60
# Degrees may be told in these; what else a file claims is refused, not guessed at.
_KNOWN_CRS = ("CRS84", "4326", "4490")
_EAST, _NORTH = (73.0, 135.5), (3.0, 54.0)  # around China with its islands
_COUNTRY = "156"  # of the national map service's codes: 156 before the six digits
_FEWEST = 4  # points of a closed ring


@dataclass(frozen=True, slots=True)
class Outline:
    """The area of one code as the file has it."""

    code: str
    name: str
    polygons: Sequence[Polygon]


CodeOf = Callable[[Mapping[str, Any]], str]


def region_code(properties: Mapping[str, Any]) -> str:
    """Six digits, as ``adcode`` or within ``gb``."""
    said = str(properties.get("adcode") or properties.get("gb") or "").strip()
    return said.removeprefix(_COUNTRY) if len(said) == len(_COUNTRY) + 6 else said


def unit_code(properties: Mapping[str, Any]) -> str:
    """The code of the unit that administers a functional area."""
    return str(properties.get("unit") or "").strip()


def read(content: bytes, *, of_units: bool, known: Mapping[str, str]) -> list[Outline]:
    """The outlines of a file. Raises ``BoundariesRefused`` with every fault it has.

    ``known``: the codes an outline may have, with the name it gets where the file says none;
    of units where ``of_units``, else of regions.
    """
    features = _features(content)
    key, code_of = ("unit", unit_code) if of_units else ("adcode", region_code)
    reader = _Reader(code_of, key, known)
    for place, feature in enumerate(features, start=1):
        reader.take(place, feature)
        if len(reader.faults) >= MOST_FAULTS:
            break
    if reader.points > MOST_POINTS:
        reader.fault("map_too_many_points", count=reader.points, most=MOST_POINTS)
    refuse(reader.faults[:MOST_FAULTS])
    return reader.outlines


def _features(content: bytes) -> list[Any]:
    if len(content) > LARGEST_FILE:
        refuse([Fault("map_too_large", {"most": LARGEST_FILE // 1024 // 1024})])
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        refuse([Fault("map_not_json")])
    if not isinstance(told, dict) or told.get("type") != "FeatureCollection":
        refuse([Fault("map_not_a_collection")])
    features = told.get("features")
    if not isinstance(features, list) or not features:
        refuse([Fault("map_is_empty")])
    if len(features) > MOST_FEATURES:
        refuse([Fault("map_too_many_features", {"count": len(features), "most": MOST_FEATURES})])
    if crs := told.get("crs"):
        name = str(crs)
        if not any(one in name for one in _KNOWN_CRS):
            refuse([Fault("map_other_crs", {"name": name[:80]})])
    return list(features)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


class _Reader:
    """Reads feature after feature and keeps what is wrong with each."""

    def __init__(self, code_of: CodeOf, key: str, known: Mapping[str, str]) -> None:
        self._code_of, self._key, self._known = code_of, key, known
        self.outlines: list[Outline] = []
        self.faults: list[Fault] = []
        self.points = 0
        self._places: dict[str, int] = {}
        self._here = ""

    def fault(self, code: str, **params: object) -> None:
        self.faults.append(Fault(code, {"feature": self._here, **params}))

    def take(self, place: int, feature: Any) -> None:
        self._here = str(place)
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or feature.get("type") != "Feature":
            self.fault("map_no_feature")
            return
        name = str(properties.get("name") or "").strip()[:LONGEST_NAME]
        self._here = f"{place}（{name}）" if name else str(place)
        code = self._code(properties, place)
        polygons = self._polygons(feature.get("geometry"))
        if code and polygons:
            self.outlines.append(Outline(code, name or self._known[code], polygons))

    def _code(self, properties: Mapping[str, Any], place: int) -> str:
        code = self._code_of(properties)
        if not code:
            self.fault("map_without_code", key=self._key)
        elif code not in self._known:
            self.fault("map_code_unknown", key=self._key, value=code[:40])
        elif code in self._places:
            self.fault("map_code_twice", key=self._key, value=code, other=self._places[code])
        else:
            self._places[code] = place
            return code
        return ""

    def _polygons(self, geometry: Any) -> list[Polygon]:
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind not in {"Polygon", "MultiPolygon"}:
            self.fault("map_no_polygon", kind=str(kind)[:40])
            return []
        told = geometry.get("coordinates")
        parts = [told] if kind == "Polygon" else told
        if not isinstance(parts, list) or not parts:
            self.fault("map_no_ring")
            return []
        found: list[Polygon] = []
        before = len(self.faults)
        for part in parts:
            if not isinstance(part, list) or not part:
                self.fault("map_no_ring")
                continue
            found.append([ring for ring in part if self._is_ring(ring)])
        return found if len(self.faults) == before else []

    def _is_ring(self, ring: Any) -> bool:
        """Whether it is a closed line around some ground; one fault if not."""
        for code, params in _wrongs(ring):
            self.fault(code, **params)
            return False
        self.points += len(ring)
        return True


def _wrongs(ring: Any) -> Iterator[tuple[str, dict[str, object]]]:
    if not isinstance(ring, list) or not all(map(_is_point, ring)):
        yield "map_no_point", {}
        return
    if len(ring) < _FEWEST:
        yield "map_ring_short", {"count": len(ring)}
        return
    if ring[0][:2] != ring[-1][:2]:
        yield "map_ring_open", {"start": _told(ring[0]), "end": _told(ring[-1])}
    yield from _misplaced(ring)
    if not doubled_area(ring):
        yield "map_ring_flat", {}


def _misplaced(ring: Ring) -> Iterator[tuple[str, dict[str, object]]]:
    for point in ring:
        east, north = point[:2]
        if _is_in_china(east, north):
            continue
        code = "map_point_outside"
        if abs(east) > 180 or abs(north) > 180:
            code = "map_point_projected"
        elif _is_in_china(north, east):
            code = "map_point_swapped"
        yield code, {"point": _told(point)}
        return


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) in (2, 3)
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in point)
    )


def _is_in_china(east: float, north: float) -> bool:
    return _EAST[0] <= east <= _EAST[1] and _NORTH[0] <= north <= _NORTH[1]


def _told(point: Sequence[float]) -> str:
    return f"{point[0]}, {point[1]}"[:60]
