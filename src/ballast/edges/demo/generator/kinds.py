"""The kinds of works of the invented city, as ``kinds.toml`` tells them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from .told import Body

AREA = "AREA"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One work of a kind; the file says what each field is."""

    name: str
    content: str
    lo: int
    hi: int
    size: float
    only: str = ""
    rural: bool = False

    def content_of(self, total: int) -> str:
        """With the quantity that so much money, in 万元, builds; two figures of it count."""
        middling = (self.lo + self.hi) / 2
        exact = middling * total / (self.size * 10_000)
        rough = max(round(exact, -len(str(int(exact))) + 2), 1)
        return self.content.format(n=round(rough))


@dataclass(frozen=True, slots=True)
class Kind:
    """A third-level category; the file says what each field is."""

    path: tuple[str, str, str]
    template: str
    units: frozenset[str]
    weight: float
    owner: str
    works: tuple[Pattern, ...]
    stages: str
    investor: str = "民间投资"
    build: str = "新建"

    def patterns(self, unit: Body) -> list[Pattern]:
        """Those that a unit may answer for."""
        sort = AREA if unit.region_code else unit.code.removeprefix("SL-")
        rural = not unit.region_code or is_rural(unit)
        return [one for one in self.works if one.only in ("", sort) and rural >= one.rural]


def is_rural(area: Body) -> bool:
    """A county, or a city of a county's rank."""
    return area.place.endswith(("县", "市"))


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the plan."""
    return tuple(_kind(told) for told in data("kinds")["kind"])


@cache
def data(name: str) -> Mapping[str, Any]:
    """A table of the invented city."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _kind(told: Mapping[str, Any]) -> Kind:
    works = tuple(Pattern(**work) for work in told["works"])
    said = {**told, "path": tuple(told["path"]), "units": frozenset(told["units"])}
    return Kind(**{"stages": told["template"], **said, "works": works})
