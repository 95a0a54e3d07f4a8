"""The columns of ledgers, from the table of what offices call them (``columns.toml``)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from ballast.platform.sheets.reading import Column, Kind

_TABLE = Path(__file__).with_name("columns.toml")
_CHOICES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Described:
    """A column, and what its values become: ``project.name``, ``filing.problems``, ``kept``."""

    column: Column
    fills: str

    @property
    def family(self) -> str:
        return self.fills.partition(".")[0]

    @property
    def field(self) -> str:
        return self.fills.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by key; the nodes of a project's life, and what may be said of each of them."""

    columns: Mapping[str, Described]
    nodes: Mapping[str, Described]  # ``node.KEY``; fills the step that it is put to
    aspects: tuple[Column, ...]


@cache
def table() -> Table:
    """The whole table, in its order."""
    with _TABLE.open("rb") as file:
        read = tomllib.load(file)
    nodes = [(f"node.{row['key']}", row) for row in read["node"]]
    return Table(
        {row["key"]: Described(_column(row["key"], row), row["fills"]) for row in read["column"]},
        {key: Described(_column(key, row), row.get("step", "")) for key, row in nodes},
        tuple(_column(row["field"], row) for row in read["aspect"]),
    )


def _column(key: str, row: Mapping[str, Any]) -> Column:
    share = row.get("share_of")
    return Column(
        key,
        tuple(dict.fromkeys(alias for short in row["aliases"] for alias in spelt_out(short))),
        Kind[row.get("kind", "TEXT")],
        required=row.get("required", False),
        longest=row.get("longest", 4_000),
        across=row.get("across", False),
        share_of=(share[0], share[1]) if share else None,
    )


def spelt_out(short: str) -> Iterator[str]:
    """Every heading that one line of the table stands for: {项目,}总投资 is two."""
    parts = _CHOICES.split(short)  # plain text and choices in turn
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(chosen) for chosen in product(*choices))
