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
MOST_SHEETS = 1_000

# Each reads on in one direction: a sheet of a thousand open tags costs no more than a true one.
_TAG = re.compile(
    rb"""<(?:\w+:)?(?:(c)|row)(?:\sr="([A-Za-z]{1,9})?([0-9]{1,10})"(?=[\s/>]))?([\s/][^<>]*)?>"""
)
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
        if self.height * self.width > MOST_CELLS:
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
    for row, column, about, inside in _cells(xml, end if end > 0 else len(xml), marks):
        marks.reach(sheet, row, column)
        kind = _TYPE.search(about)
        if kind and kind[1] == b"e":
            marks.errors.add((row, column))
        if formula := b"f" in inside and _FORMULA.search(inside):
            if _is_linked(formula, shared):
                marks.linked.add((row, column))
            # A formula whose result is an empty text has been computed.
            if not (kind and kind[1] in (b"str", b"e")) and not _VALUE.search(inside):
                marks.unvalued.add((row, column))
    for columns in _COLUMNS.finditer(xml):
        first, last = _FIRST.search(columns[1]), _LAST.search(columns[1])
        if first and last and _HIDDEN.search(columns[1]):
            marks.hidden_columns |= set(range(int(first[1]) - 1, min(int(last[1]), marks.width)))
    marks.trim()
    return marks


def _cells(xml: bytes, end: int, marks: Marks) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The cells that hold something; one without an address follows the one before it."""
    row = column = -1
    for tag, following in _tags(xml, end):
        about = tag[4] or b""
        if tag[1] is None:
            found = _ROW_NUMBER.search(about)
            number = tag[3] or (found and found[1])
            row, column = int(number) - 1 if number else row + 1, -1
            if _HIDDEN.search(about):
                marks.hidden_rows.add(row)
            continue
        if tag[2]:
            row, column = int(tag[3]) - 1, _column(tag[2])
        elif place := _PLACE.search(about):
            row, column = int(place[2]) - 1, _column(place[1])
        else:
            column += 1
        inside = xml[tag.end() : following]
        if not about.endswith(b"/") and not inside.startswith(b"</"):
            yield row, column, about, inside


def _tags(xml: bytes, end: int) -> Iterator[tuple[re.Match[bytes], int]]:
    """Each row and cell, and where the next one starts."""
    tags = _TAG.finditer(xml, 0, end)
    before = next(tags, None)
    for tag in tags:
        if before:
            yield before, tag.start()
        before = tag
    if before:
        yield before, end


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
