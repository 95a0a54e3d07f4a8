"""From the bytes of a workbook to grids of values, by way of a process that may die of them."""

from collections.abc import Iterable, Mapping
from tempfile import TemporaryFile
from typing import Any

from . import apart, child, wire
from .faults import WorkbookRefused
from .grids import Book, Container, Grid, Place
from .texts import ENCODINGS

LARGEST_FILE = 20 * 1024 * 1024


def open_workbook(content: bytes, *, encoding: str = "") -> Book:
    """Every sheet, in order, in at most 1 GB and 30 seconds of a process of its own.

    The content decides what it is, not a name. ``encoding`` is that of a text file, one of
    ``ENCODINGS``; unless said it is found. Raises ``WorkbookRefused`` for whatever cannot be read.
    """
    if encoding not in ("", *ENCODINGS):
        raise ValueError(encoding)
    if not content:
        raise WorkbookRefused("file_is_empty")
    if len(content) > LARGEST_FILE:
        raise WorkbookRefused("workbook_too_large", limit=LARGEST_FILE // 1024**2)
    with TemporaryFile() as given, TemporaryFile() as told:
        given.write(content)
        given.seek(0)
        apart.run(child.__name__, given, told, encoding)
        told.seek(0)
        about, *sheets = wire.lines(told)
    return Book(
        tuple(_grid(sheet) for sheet in sheets),
        Container(about["container"]),
        about.get("encoding", ""),
        about.get("has_macros", False),
        about.get("faults", ()),
    )


def _grid(told: Mapping[str, Any]) -> Grid:
    return Grid(
        told["sheet"],
        told["rows"],
        _anchors(told.get("merged", ())),
        told.get("visible", True),
        frozenset(told.get("hidden_rows", ())),
        frozenset(told.get("hidden_columns", ())),
        frozenset((row, column) for row, column in told.get("linked", ())),
    )


def _anchors(merged: Iterable[tuple[int, int, int, int]]) -> dict[Place, Place]:
    return {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
