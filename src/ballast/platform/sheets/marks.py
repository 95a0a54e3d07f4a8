"""What the XML of a sheet says that the parser keeps to itself.

The parser gives a blank for an error and for a formula nobody computed, and knows neither of
hidden rows nor of other workbooks. It also lays a sheet out as one block, so that a single value
at the far corner would exhaust the memory: the corner is looked for here first.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .faults import WorkbookRefused
from .grids import Place

MOST_CELLS = 3_000_000  # of all sheets, laid out as blocks: 100,000 rows of 30 columns
MOST_COLUMNS = 2_000
MOST_SHEETS = 1_000
LONGEST_TEXT = 32_767  # signs of a cell, as many as Excel takes

# Each reads on in one direction: a sheet of a thousand open tags costs no more than a true one.
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^<>]*)>")
_CELL = re.compile(
    rb"""<(?:\w+:)?c(?:\sr="([A-Za-z]{1,9})([0-9]{1,10})"(?=[\s/>]))?([\s/][^<>]*)?>"""
)
_TELLING = (b"<f", b":f", b'"e"', b"'e'")  # without these a row has neither formulas nor errors
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,10})["']""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,10})["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col(?=\s)([^<>]*)>")
_FIRST = re.compile(rb"""\smin\s*=\s*["']([0-9]{1,7})["']""")
_LAST = re.compile(rb"""\smax\s*=\s*["']([0-9]{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s>/])([^<>]*)>([^<]*)")
_SHARED = re.compile(rb"""\ssi\s*=\s*["']([0-9]{1,9})["']""")
# [1]Sheet!A1, '[1]Some sheet'!A1: not the column 2023 of a table, 表1[2023]
_OTHER_WORKBOOK = re.compile(rb"(?:^|[^\w\x80-\xff\].\[])\[[1-9][0-9]{0,4}\]")


@dataclass(slots=True)
class Marks:
    """What is known of cells beside their values; height and width reach to the furthest one."""

    errors: set[Place] = field(default_factory=set)
    unvalued: set[Place] = field(default_factory=set)
    linked: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    height: int = 0
    width: int = 0

    def reach(self, sheet: str, row: int, column: int) -> None:
        """A value stands here. Raises ``WorkbookRefused`` when it is too far out."""
        if min(row, column) < 0:
            raise WorkbookRefused("workbook_unreadable")
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
        if self.width > MOST_COLUMNS or self.height * self.width > MOST_CELLS:
            raise WorkbookRefused("cell_far_out", sheet=sheet, row=row + 1)

    def trim(self) -> None:
        """Forget what is hidden beyond the values."""
        self.hidden_rows = {row for row in self.hidden_rows if row < self.height}
        self.hidden_columns = {column for column in self.hidden_columns if column < self.width}


def insist_on_few(sheets: int) -> None:
    if sheets > MOST_SHEETS:
        raise WorkbookRefused("sheets_too_many", limit=MOST_SHEETS)


def insist_on_size(sheets: Iterable[Marks]) -> None:
    """All sheets together must be a table that people fill."""
    if sum(marks.height * marks.width for marks in sheets) > MOST_CELLS:
        raise WorkbookRefused("cells_too_many", limit=MOST_CELLS)


def marks_of(sheet: str, xml: bytes) -> Marks:
    """Look a sheet through, whose name is needed for refusals only."""
    marks = Marks()
    shared: set[bytes] = set()  # formulas from other workbooks that later cells repeat
    end = xml.rfind(b"sheetData>")
    for row, start, stop in _rows(xml, end if end > 0 else len(xml), marks):
        if place := _last_place(xml, start, stop):
            marks.reach(sheet, *place)
            continue
        for at, about, inside in _cells(xml, row, start, stop):
            marks.reach(sheet, *at)
            _mark(marks, at, about, inside, shared)
    for columns in _COLUMNS.finditer(xml):
        first, last = _FIRST.search(columns[1]), _LAST.search(columns[1])
        if first and last and _HIDDEN.search(columns[1]):
            marks.hidden_columns |= set(range(int(first[1]) - 1, min(int(last[1]), marks.width)))
    marks.trim()
    return marks


def _rows(xml: bytes, end: int, marks: Marks) -> Iterator[tuple[int, int, int]]:
    """Each row, and from where to where its cells stand."""
    row, start = -1, None
    for tag in _ROW.finditer(xml, 0, end):
        if start is not None:
            yield row, start, tag.start()
        number = _ROW_NUMBER.search(tag[1])
        row, start = int(number[1]) - 1 if number else row + 1, tag.end()
        if _HIDDEN.search(tag[1]):
            marks.hidden_rows.add(row)
    if start is not None:
        yield row, start, end


def _last_place(xml: bytes, start: int, stop: int) -> Place | None:
    """Where the last value of a plain row stands; None when each cell must be looked at."""
    if any(xml.find(sign, start, stop) >= 0 for sign in _TELLING):
        return None
    closed = xml.rfind(b"</c>", start, stop)
    opened = xml.rfind(b"<c ", start, max(closed, start))
    cell = _CELL.match(xml, opened, closed) if opened >= 0 else None
    if cell is None or not cell[1] or cell.end() == closed:
        return None
    return int(cell[2]) - 1, _column(cell[1])


def _cells(xml: bytes, row: int, start: int, stop: int) -> Iterator[tuple[Place, bytes, bytes]]:
    """The cells that hold something; one without an address follows the one before it."""
    column = -1
    for cell, following in _pairs(_CELL.finditer(xml, start, stop), stop):
        about = cell[3] or b""
        place = cell if cell[1] else _PLACE.search(about)
        row, column = (int(place[2]) - 1, _column(place[1])) if place else (row, column + 1)
        inside = xml[cell.end() : following]
        if not about.endswith(b"/") and not inside.startswith(b"</"):
            yield (row, column), about, inside


def _pairs(cells: Iterator[re.Match[bytes]], stop: int) -> Iterator[tuple[re.Match[bytes], int]]:
    """Each cell, and where the next one starts."""
    before = next(cells, None)
    for cell in cells:
        if before:
            yield before, cell.start()
        before = cell
    if before:
        yield before, stop


def _mark(marks: Marks, at: Place, about: bytes, inside: bytes, shared: set[bytes]) -> None:
    kind = _TYPE.search(about)
    if kind and kind[1] == b"e":
        marks.errors.add(at)
    if formula := _FORMULA.search(inside):
        if _is_linked(formula, shared):
            marks.linked.add(at)
        # A formula whose result is an empty text has been computed.
        if not (kind and kind[1] in (b"str", b"e")) and not _VALUE.search(inside):
            marks.unvalued.add(at)


def _is_linked(formula: re.Match[bytes], shared: set[bytes]) -> bool:
    group = _SHARED.search(formula[1])
    if _OTHER_WORKBOOK.search(formula[2]):
        if group:
            shared.add(group[1])
        return True
    return bool(group and group[1] in shared)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
