"""The columns of ledgers, from the table of what offices call them (``columns.toml``)."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from ballast.delivery.ledgers.rules import FILING, PLAN
from ballast.platform.sheets.reading import Column, Kind

_TABLE = Path(__file__).with_name("columns.toml")
_CHOICES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Described:
    """A column, and what its values become: ``project.name``, ``filing.problems``, ``kept``."""

    column: Column
    family: str
    field: str
    alone_in: Mapping[str, tuple[str, ...]]  # headings that mean it in one kind of ledger only


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by key; the nodes (``node.KEY``), and what may be said of each of them."""

    columns: Mapping[str, Described]
    nodes: Mapping[str, Column]
    aspects: tuple[Column, ...]


@cache
def table() -> Table:
    """The whole table, in its order."""
    with _TABLE.open("rb") as file:
        read = tomllib.load(file)
    nodes = [(f"node.{row['key']}", row) for row in read["node"]]
    return Table(
        {row["key"]: _described(row["key"], row, row["fills"]) for row in read["column"]},
        {key: _column(key, row) for key, row in nodes},
        tuple(_column(row["field"], row) for row in read["aspect"]),
    )


def _described(key: str, row: Mapping[str, Any], fills: str) -> Described:
    alone_in = {kind: spelt_out(row[kind]) for kind in (PLAN, FILING) if kind in row}
    family, _, field = fills.partition(".")
    return Described(_column(key, row), family, field, alone_in)


def _column(key: str, row: Mapping[str, Any]) -> Column:
    share = row.get("share_of")
    return Column(
        key,
        spelt_out(row["aliases"]),
        Kind[row.get("kind", "TEXT")],
        required=row.get("required", False),
        longest=row.get("longest", 4_000),
        across=row.get("across", False),
        share_of=(share[0], share[1]) if share else None,
        many=row.get("fills") == "kept",
        step=row.get("step", ""),
    )


def spelt_out(aliases: Sequence[str]) -> tuple[str, ...]:
    """Every heading that lines of the table stand for: {项目,}总投资 is two."""
    return tuple(dict.fromkeys(alias for short in aliases for alias in _spelt_out(short)))


def _spelt_out(short: str) -> Iterator[str]:
    parts = _CHOICES.split(short)  # plain text and choices in turn
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(chosen) for chosen in product(*choices))
