"""What is unsure in a layout, and what a person answered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Self

from .cells import plain
from .headings import across_key

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: "column", "unit", "sheet", "currency", "encoding", "transposed", "step".

    ``about`` is the heading's path joined by " / ", or the sheet; ``guesses`` are column keys,
    units, sheets or codes, the likeliest first; ``sample`` the first values of the column.
    Without an answer to a blocking one the workbook cannot be taken.
    """

    kind: str
    cell: str
    about: str
    guesses: tuple[str, ...] = ()
    sample: tuple[str, ...] = ()
    blocking: bool = True


@dataclass(frozen=True)
class Told:
    """What a person said of one layout; kept as JSON, and good for next month's workbook too.

    Headings are told by their path joined by " / "; the months and years in it do not matter.
    """

    columns: Mapping[str, str] = field(default_factory=dict)  # heading path → column, "" for none
    units: Mapping[str, str] = field(default_factory=dict)  # heading path, or "" → 万元 …
    sheets: Mapping[str, bool] = field(default_factory=dict)  # taken or not
    currency: str = "CNY"
    encoding: str = ""
    transposed: bool = False
    steps: Mapping[str, str] = field(default_factory=dict)  # heading path → step of the lifecycle

    @classmethod
    def load(cls, told: Mapping[str, Any]) -> Self:
        return cls(**told)

    def dump(self) -> dict[str, Any]:
        return asdict(self)

    def unit_of(self, path: Sequence[str]) -> str | None:
        """The unit told for this heading."""
        return self._units.get(layout_key(about(path)))

    def step_of(self, path: Sequence[str]) -> str | None:
        """The step of the lifecycle told for this heading."""
        return self._steps.get(layout_key(about(path)))

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return {layout_key(path): unit for path, unit in self.units.items() if path}

    @cached_property
    def _steps(self) -> Mapping[str, str]:
        return {layout_key(path): step for path, step in self.steps.items()}


def about(path: Sequence[str]) -> str:
    """A heading as a person is asked about it."""
    return _BETWEEN.join(plain(part) for part in path)


def layout_key(heading: str) -> str:
    """The same for next month's heading: months and years left out."""
    return _BETWEEN.join(across_key(part) for part in heading.split(_BETWEEN))
