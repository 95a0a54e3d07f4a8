"""Sheets as offices draw them: a merged title, heads of several lines, notes and signatures."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ballast.platform.documents.services import same_bytes

Head = str | tuple[str, Sequence["Head"]]  # a heading, or one over others
Cell = str | int | float | None
Row = Sequence[Cell]

TITLE = Font(name="方正小标宋简体", size=18)
BOLD = Font(name="黑体", size=10)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_THIN = Side(style="thin", color="999999")
GRID = Border(_THIN, _THIN, _THIN, _THIN)
_WIDTHS = {"名称": 40, "内容": 44, "进度": 32, "目标": 30, "问题": 36, "代码": 27, "单位": 26}


def table(
    head: Sequence[Head],
    body: Sequence[Row],
    *,
    title: str,
    corner: tuple[str, str] = ("", ""),
    notes: Sequence[str] = (),
    sheet: str = "Sheet1",
) -> bytes:
    """One sheet: a title over all columns, a line with what stands left and right, heads, rows."""
    book = Workbook()
    paper = _first(book)
    paper.title = sheet
    width, depth = sum(map(_width, head)), max(map(_depth, head))
    paper.append([title])
    paper.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    paper.append([corner[0], *[None] * (width - 2), corner[1]])
    top = 3 + depth
    _put_head(paper, head, row=3, column=1, depth=depth)
    for place, row in enumerate(body, start=top):
        for column, value in enumerate(row, start=1):
            paper.cell(place, column, value)
    _dress(paper, last=top + len(body) - 1, width=width, depth=depth)
    for place, note in enumerate(notes, start=top + len(body)):
        paper.cell(place, 1, note)
        paper.merge_cells(start_row=place, end_row=place, start_column=1, end_column=width)
    return _bytes(book)


def forms(sheets: Sequence[tuple[str, Sequence[Row], Sequence[str]]]) -> bytes:
    """A sheet for each project: its name, its rows from A1 on, its merged ranges."""
    book = Workbook()
    book.remove(_first(book))
    for name, rows, merged in sheets:
        paper = book.create_sheet(name)
        for row in rows:
            paper.append(list(row))
        for cells in merged:
            paper.merge_cells(cells)
        paper["A1"].font = TITLE
        paper["A1"].alignment = MIDDLE
        paper.column_dimensions["A"].width = 24
    return _bytes(book)


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows of projects, which begin with 0, numbered from 1."""
    number = 0
    told: list[Row] = []
    for first, *rest in rows:
        number += first == 0
        told.append([number if first == 0 else first, *rest])
    return told


def _first(book: Workbook) -> Worksheet:
    paper = book.active
    if not isinstance(paper, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    return paper


def _width(head: Head) -> int:
    return 1 if isinstance(head, str) else sum(map(_width, head[1]))


def _depth(head: Head) -> int:
    return 1 if isinstance(head, str) else 1 + max(map(_depth, head[1]))


def _put_head(paper: Worksheet, head: Sequence[Head], *, row: int, column: int, depth: int) -> None:
    for one in head:
        width = _width(one)
        end = row + depth - 1 if isinstance(one, str) else row
        paper.cell(row, column, one if isinstance(one, str) else one[0])
        if width > 1 or end > row:
            last = column + width - 1
            paper.merge_cells(start_row=row, end_row=end, start_column=column, end_column=last)
        if not isinstance(one, str):
            _put_head(paper, one[1], row=row + 1, column=column, depth=depth - 1)
        column += width


def _dress(paper: Worksheet, *, last: int, width: int, depth: int) -> None:
    paper["A1"].font, paper["A1"].alignment = TITLE, MIDDLE
    top = 3 + depth
    head: Any = paper.cell(3, 1)
    row: Any = paper.cell(top, 1)
    head.font, head.alignment, head.border = BOLD, MIDDLE, GRID
    row.border = GRID
    for number, cells in enumerate(
        paper.iter_rows(min_row=3, max_row=last, max_col=width), start=3
    ):
        drawn = head if number < top else row
        for cell in cast("tuple[Any, ...]", cells):
            cell._style = drawn._style  # by their setters it takes as long as all the rest
    for column in range(1, width + 1):
        told = "".join(_told(paper, column, depth))
        wide = [chars for word, chars in _WIDTHS.items() if word in told]
        letter = get_column_letter(column)
        paper.column_dimensions[letter].width = 6 if told == "序号" else max([12, *wide])
    paper.freeze_panes = paper.cell(top, 3).coordinate


def _told(paper: Worksheet, column: int, depth: int) -> Iterator[str]:
    """The headings of a column, from the top."""
    for row in range(3, 3 + depth):
        if said := paper.cell(row, column).value:
            yield str(said)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return same_bytes(out.getvalue())
