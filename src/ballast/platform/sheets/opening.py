"""From the bytes of a workbook to grids of values."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetVisibleEnum,
)

from .faults import WorkbookRefused, address
from .package import NO_MARKS, Marks, inspect

MOST_MERGED = 200_000  # cells


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its values from A1 on, and which first cell each merged cell belongs to."""

    sheet: str
    rows: Sequence[Sequence[object]]
    anchors: Mapping[tuple[int, int], tuple[int, int]]
    marks: Marks
    visible: bool = True

    @property
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
    marks = inspect(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _grid(workbook, sheet, marks.get(sheet.name, NO_MARKS))
            for sheet in workbook.sheets_metadata
        ]
    except PasswordError as locked:
        raise WorkbookRefused("workbook_old_or_locked") from locked
    except (CalamineError, ValueError) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken


def _grid(workbook: CalamineWorkbook, about: SheetMetadata, marks: Marks) -> Grid:
    sheet = workbook.get_sheet_by_name(about.name)
    rows = sheet.to_python(skip_empty_area=False)
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    width = max((len(row) for row in rows), default=0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        cells = [
            (row, column)
            for row in range(top, min(bottom + 1, len(rows)))
            for column in range(left, min(right + 1, width))
        ]
        if len(anchors) + len(cells) > MOST_MERGED:
            raise WorkbookRefused("workbook_tangled", sheet=about.name)
        anchors.update(dict.fromkeys(cells, (top, left)))
    return Grid(about.name, rows, anchors, marks, about.visible is SheetVisibleEnum.Visible)
