"""Workbooks as offices lay them out: merged titles, heads of several lines, notes below."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets.reading import Told, open_workbook, read

Head = str | tuple[str, "Sequence[Head]"]  # a heading, or one over others


def book(*papers: tuple[str, Sequence[Sequence[object]], Sequence[str]]) -> bytes:
    """Sheets as given: name, rows from A1 on, merged ranges."""
    made = Workbook()
    made.remove(made.active)
    for name, rows, merged in papers:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    return _bytes(made)


def ledger(
    head: Sequence[Head],
    body: Sequence[Sequence[object]],
    *,
    title: str,
    corner: str = "",
    notes: Sequence[str] = (),
    sheet: str = "Sheet1",
    merged: Sequence[str] = (),
) -> bytes:
    """A title over all columns, a line with the unit in its last cell, heads, rows, notes."""
    made = Workbook()
    paper = made.active
    paper.title = sheet
    width = sum(map(_width, head))
    depth = max(map(_depth, head))
    paper.append([title])
    paper.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    paper.append([""] * (width - 1) + [corner])
    _write_head(paper, head, 3, 1, depth)
    for place, row in enumerate(body, start=3 + depth):
        for column, value in enumerate(row, start=1):
            paper.cell(place, column, value)
    for place, note in enumerate(notes, start=3 + depth + len(body)):
        paper.cell(place, 1, note)
        paper.merge_cells(start_row=place, end_row=place, start_column=1, end_column=width)
    for cells in merged:
        paper.merge_cells(cells)
    return _bytes(made)


def _width(head: Head) -> int:
    return 1 if isinstance(head, str) else sum(map(_width, head[1]))


def _depth(head: Head) -> int:
    return 1 if isinstance(head, str) else 1 + max(map(_depth, head[1]))


def _write_head(paper: Worksheet, head: Sequence[Head], row: int, column: int, depth: int) -> None:
    for one in head:
        width = _width(one)
        down = row + depth - 1 if isinstance(one, str) else row
        paper.cell(row, column, one if isinstance(one, str) else one[0])
        if width > 1 or down > row:
            paper.merge_cells(
                start_row=row, end_row=down, start_column=column, end_column=column + width - 1
            )
        if not isinstance(one, str):
            _write_head(paper, one[1], row + 1, column, depth - 1)
        column += width


def column_of(number: int) -> str:
    return get_column_letter(number)


def reading_of(content: bytes, kind: str, of, told: Told | None = None):
    year = of if isinstance(of, int) else of.year
    return read(open_workbook(content), sheets.form(kind, year), told)


def told_without_a_question(content: bytes, kind: str, of):
    """The rows of a workbook that nobody is asked about; its doubts by code and cell."""
    reading = reading_of(content, kind, of)
    assert [(f.code, f.cell, dict(f.params)) for f in reading.faults] == []
    assert [(q.kind, q.about) for q in reading.questions if q.blocking] == []
    rows = sheets.rows(reading, kind, of)
    assert [f for row in rows for f in row.faults] == []
    doubts = [*reading.doubts, *(d for row in rows for d in row.doubts)]
    return rows, [(d.code, d.cell) for d in doubts]


def unread(content: bytes, kind: str, of) -> list[str]:
    """The headings nobody knows."""
    return [q.about for q in reading_of(content, kind, of).questions if q.kind == "column"]


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """Days by their text, for comparison."""
    return {name: getattr(value, "text", value) for name, value in values.items()}


def _bytes(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
