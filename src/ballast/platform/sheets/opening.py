"""From the bytes of a workbook to grids of values."""

import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from .faults import WorkbookRefused
from .grids import Book, Container, Grid, Void
from .package import Marks, unpack

MOST_MERGED = 200_000  # cells


def open_workbook(content: bytes, *, encoding: str = "") -> Book:
    """Every sheet, in order; ``encoding`` is that of a text file, found when not said.

    Raises ``WorkbookRefused`` for what is not a readable workbook.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the old compound file: .xls, or one locked
        raise WorkbookRefused("workbook_old_or_locked")
    package = unpack(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(package.content))
        grids = tuple(
            Grid(
                about.name,
                _values(workbook.get_sheet_by_name(about.name), package.marks[about.name]),
                _anchors(workbook.get_sheet_by_name(about.name)),
                about.visible is SheetVisibleEnum.Visible,
            )
            for about in workbook.sheets_metadata
        )
    except PasswordError as locked:
        raise WorkbookRefused("workbook_old_or_locked") from locked
    except (CalamineError, KeyError, ValueError) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken
    return Book(grids, Container.XLSX, encoding)


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
