"""A workbook given to the parser, and what it says put beside what the parser keeps silent on."""

import io
from collections.abc import Sequence
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from . import wire
from .faults import WorkbookRefused
from .grids import Void
from .marks import LONGEST_TEXT, Marks

MOST_MERGED = 200_000  # cells of a sheet

Range = tuple[int, int, int, int]  # top, left, bottom, right


def put_sheets(content: bytes, marks: Sequence[Marks], out: IO[bytes]) -> None:
    """Every sheet of cells, in order. Raises ``WorkbookRefused``."""
    try:
        workbook = _opened(content)
        for place, (about, mark) in enumerate(zip(workbook.sheets_metadata, marks, strict=True)):
            if about.typ is SheetTypeEnum.WorkSheet:
                visible = about.visible is SheetVisibleEnum.Visible
                _put_sheet(workbook.get_sheet_by_index(place), mark, out, visible=visible)
    except PasswordError as locked:
        raise WorkbookRefused("workbook_locked") from locked
    except (CalamineError, ValueError) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # the parser's, which it does not export
            raise
        raise WorkbookRefused("workbook_unreadable") from panic


def _opened(content: bytes) -> CalamineWorkbook:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(set(workbook.sheet_names)) < len(workbook.sheet_names):  # it would read the first twice
        raise WorkbookRefused("workbook_unreadable")
    return workbook


def _put_sheet(sheet: CalamineSheet, marks: Marks, out: IO[bytes], *, visible: bool) -> None:
    line = {
        "sheet": sheet.name,
        "rows": _values(sheet, marks),
        "merged": _merged(sheet),
        "visible": visible,
        "hidden_rows": list(marks.hidden_rows),
        "hidden_columns": list(marks.hidden_columns),
        "linked": list(marks.linked),
    }
    wire.put(line, out)


def _values(sheet: CalamineSheet, marks: Marks) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for at, line in enumerate(rows):
        if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in line):
            raise WorkbookRefused("cell_text_huge", sheet=sheet.name, row=at + 1)
    for void, places in ((Void.ERROR, marks.errors), (Void.UNVALUED, marks.unvalued)):
        for row, column in places:
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = void
    return rows


def _merged(sheet: CalamineSheet) -> list[Range]:
    """The merged ranges as far as there are values."""
    last_row, last_column = sheet.end or (-1, -1)
    ranges = [
        (top, left, min(bottom, last_row), min(right, last_column))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if top <= min(bottom, last_row) and left <= min(right, last_column)
    ]
    if sum((last + 1 - top) * (end + 1 - left) for top, left, last, end in ranges) > MOST_MERGED:
        raise WorkbookRefused("workbook_tangled", sheet=sheet.name)
    return ranges
