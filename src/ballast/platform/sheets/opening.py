"""From the bytes of a workbook to grids of values."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from .faults import WorkbookRefused, address
from .package import Marks, unpack

MOST_MERGED = 200_000  # cells


class Void(Enum):
    """What stands in a cell that holds no value; the value is the fault's code."""

    ERROR = "cell_error"
    UNVALUED = "formula_unvalued"

    def __str__(self) -> str:
        return "#"


@dataclass(frozen=True)
class Grid:
    """One sheet: its values from A1 on, and which first cell each merged cell belongs to."""

    sheet: str
    rows: Sequence[Sequence[object]]
    anchors: Mapping[tuple[int, int], tuple[int, int]]
    visible: bool = True

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def ref(self, row: int, column: int) -> str:
        return f"{self.sheet}!{address(row, column)}"

    def value(self, row: int, column: int) -> object:
        """What is in this very cell."""
        line = self.rows[row]
        return line[column] if column < len(line) else ""

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range this cell lies in; itself when it lies in none."""
        return self.anchors.get((row, column), (row, column))

    def spread(self, row: int, column: int) -> object:
        """What a reader sees here: a merged range shows its first cell's value everywhere."""
        return self.value(*self.anchor(row, column))


def open_workbook(content: bytes) -> list[Grid]:
    """Every sheet, in order. Raises ``WorkbookRefused`` for what is not a readable workbook."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the old compound file: .xls, or one locked
        raise WorkbookRefused("workbook_old_or_locked")
    package = unpack(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(package.content))
        return [
            Grid(
                about.name,
                _values(workbook.get_sheet_by_name(about.name), package.marks[about.name]),
                _anchors(workbook.get_sheet_by_name(about.name)),
                about.visible is SheetVisibleEnum.Visible,
            )
            for about in workbook.sheets_metadata
        ]
    except PasswordError as locked:
        raise WorkbookRefused("workbook_old_or_locked") from locked
    except (CalamineError, KeyError, ValueError) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken


def _values(sheet: CalamineSheet, marks: Marks) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for void, places in ((Void.ERROR, marks.errors), (Void.UNVALUED, marks.unvalued)):
        for row, column in places:
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = void
    return rows


def _anchors(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    last_row, last_column = sheet.end or (-1, -1)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        bottom, right = min(bottom, last_row), min(right, last_column)
        if len(anchors) + (bottom + 1 - top) * (right + 1 - left) > MOST_MERGED:
            raise WorkbookRefused("workbook_tangled", sheet=sheet.name)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                anchors[row, column] = top, left
    return anchors
