"""What is unsure in a layout, and what a person answered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


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
    """What a person said of one layout; kept as JSON, and good for next month's workbook too."""

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
