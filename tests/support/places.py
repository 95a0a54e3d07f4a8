"""Where the permission matrix is tried: a small city, and what a visitor may get of a route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ballast.platform.identity.models import Unit, UnitKind
from tests.identity.factories import make_unit


@dataclass(frozen=True)
class Place:
    """A small city: what a route is about lies in the north; the south is another district."""

    city: Unit
    north: Unit
    south: Unit
    owner: Unit  # stands under the north


def make_place() -> Place:
    city = make_unit(code="CITY", region_code="990100")
    north = make_unit(code="NORTH", under=city, region_code="990102")
    south = make_unit(code="SOUTH", under=city, region_code="990103")
    return Place(city, north, south, make_unit(under=north, kind=UnitKind.OWNER))


@dataclass(frozen=True)
class Public:
    """A route that anyone may open, and why."""

    reason: str


@dataclass(frozen=True)
class Guarded:
    """A route behind a right. ``build`` makes what it is about and returns its arguments."""

    build: Callable[[Place], list[Any]] = lambda _: []
    here: int = 200
    elsewhere: int = 200
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
