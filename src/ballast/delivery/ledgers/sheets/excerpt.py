"""The part of a workbook around one cell: the heading, its row and those beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ballast.platform.sheets.reading import Book, Grid, Reading

_CELL = re.compile(r"(.*)!([A-Z]{1,3})(\d{1,7})")
_BESIDE = 1  # rows above and below
_DEEPEST = 8  # rows of a heading that are shown
_WIDEST = 60  # columns
_LONGEST = 60  # signs of a value


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet as it stands; ``number`` counts from 1."""

    number: int
    texts: Sequence[str]
    is_heading: bool
    is_meant: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``meant`` is the column of the cell, counted from 0, where there is one."""

    sheet: str
    letters: Sequence[str]
    lines: Sequence[Line]
    meant: int


def excerpt(book: Book, reading: Reading, cell: str) -> Excerpt | None:
    """What stands around a cell (``sheet!B5``); None where there is no such place."""
    found = _CELL.fullmatch(cell)
    grid = next((one for one in book.grids if found and one.sheet == found[1]), None)
    if grid is None or found is None:
        return None
    row, column = int(found[3]) - 1, _number(found[2])
    heading = _heading(reading, grid.sheet)
    around = range(max(row - _BESIDE, 0), min(row + _BESIDE + 1, len(grid.rows)))
    shown = sorted({*heading, *around})
    width = min(max(grid.width, column + 1), max(_WIDEST, column + 1))
    return Excerpt(
        sheet=grid.sheet,
        letters=[_letters(place) for place in range(width)],
        lines=[
            Line(line + 1, _texts(grid, line, width), line in heading, line == row)
            for line in shown
        ],
        meant=column,
    )


def _heading(reading: Reading, sheet: str) -> range:
    """The rows over which the headings of a sheet's first table stand."""
    for table in reading.tables:
        if table.sheet == sheet:
            cells = [found for one in table.headings if (found := _CELL.fullmatch(one.cell))]
            lines = [int(found[3]) - 1 for found in cells]
            return range(max(min(lines), max(lines) - _DEEPEST + 1), max(lines) + 1)
    return range(0)


def _texts(grid: Grid, line: int, width: int) -> list[str]:
    return [_text(grid.spread(line, place)) for place in range(width)]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)[:_LONGEST]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(place: int) -> str:
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
