"""The kinds of works of the invented city, as ``kinds.toml`` tells them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

AREA = "AREA"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One work of a kind: its name and content; ``only`` for one sort of unit."""

    name: str
    content: str
    lo: int
    hi: int
    only: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A third-level category; the file says what each field is."""

    path: tuple[str, str, str]
    template: str
    units: frozenset[str]
    weight: float
    size: float
    owner: str
    works: tuple[Pattern, ...]
    investor: str = "民间投资"
    build: str = "新建"

    def patterns(self, unit: str) -> list[Pattern]:
        """Those that a unit may answer for."""
        return [one for one in self.works if not one.only or one.only == unit]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the plan."""
    return tuple(_kind(told) for told in data("kinds")["kind"])


def data(name: str) -> Mapping[str, Sequence[Mapping]]:  # type: ignore[type-arg]
    """A table of the invented city."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _kind(told: Mapping) -> Kind:  # type: ignore[type-arg]
    works = tuple(Pattern(**work) for work in told["works"])
    said = {**told, "path": tuple(told["path"]), "units": frozenset(told["units"])}
    return Kind(**{**said, "works": works})
