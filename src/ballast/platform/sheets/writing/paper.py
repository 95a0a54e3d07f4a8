"""A table as an office prints it: merged title, heads of several levels, a foot to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from . import TEXT, Value

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

A3, A4 = "8", "9"
_LINE = Side(style="thin", color="FF808080")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="FFEDEFF3")
_TITLE_ROW, _NOTES_ROW, _HEAD_ROW = 1, 2, 3
_LINE_HEIGHT = 15  # points


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the words over it from top to bottom, its width in characters, its figures.

    Upper words that stand side by side are one merged cell.
    """

    path: tuple[str, ...]
    width: int = 14
    shown: str = TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """A row; a sum or a category is printed bold."""

    values: Sequence[Value]
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One sheet to print: what stands left and right under the title, and who signs below."""

    title: str
    left: str
    right: str
    heads: Sequence[Head]
    lines: Sequence[Line]
    foot: str = ""
    size: str = A3

    @property
    def first_row(self) -> int:
        """The row of the first line."""
        return _HEAD_ROW + max(len(head.path) for head in self.heads)


def put(cell: "Cell | MergedCell", value: Value) -> None:
    """Put a value; text stays text, so that a name never becomes a formula."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value


def draw(sheet: "Worksheet", paper: Paper) -> None:
    """Lay the paper out on an empty sheet, ready to print on one page's width."""
    width = len(paper.heads)
    _put_wide(sheet, _TITLE_ROW, (1, width), paper.title, Font(name="黑体", size=18))
    aside = min(2, width - 1)
    _put_wide(sheet, _NOTES_ROW, (1, width - aside), paper.left, None, "left")
    _put_wide(sheet, _NOTES_ROW, (width - aside + 1, width), paper.right, None, "right")
    sheet.row_dimensions[_TITLE_ROW].height = 32
    _heads(sheet, paper)
    for row, line in enumerate(paper.lines, paper.first_row):
        font = Font(bold=True) if line.is_bold else None
        for column, (value, head) in enumerate(zip(line.values, paper.heads, strict=True), 1):
            cell = sheet.cell(row, column)
            put(cell, value)
            cell.border, cell.number_format = BOX, head.shown
            cell.alignment = Alignment(wrap_text=head.shown == TEXT, vertical="center")
            if font:
                cell.font = font
    if paper.foot:
        row = paper.first_row + len(paper.lines) + 1
        _put_wide(sheet, row, (1, width), paper.foot, None, "left")
    _set_up(sheet, paper)


def _put_wide(
    sheet: "Worksheet",
    row: int,
    columns: tuple[int, int],
    words: str,
    font: Font | None,
    side: str = "center",
) -> None:
    cell = sheet.cell(row, columns[0])
    put(cell, words)
    cell.alignment = Alignment(horizontal=side, vertical="center")
    if font:
        cell.font = font
    if columns[1] > columns[0]:
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=columns[0], end_column=columns[1]
        )


def _heads(sheet: "Worksheet", paper: Paper) -> None:
    bottom = paper.first_row - 1
    at = 0
    for column, head in enumerate(paper.heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = head.width
        for row in range(_HEAD_ROW, bottom + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.fill, cell.font = BOX, _GREY, Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    while at < len(paper.heads):
        at = _group(sheet, paper, at, bottom)
    lines = max(ceil(_breadth(head.path[-1]) / head.width) for head in paper.heads)
    sheet.row_dimensions[bottom].height = _LINE_HEIGHT * (lines + 0.5)


def _breadth(words: str) -> int:
    """How many characters wide: a Chinese sign counts as two."""
    return sum(2 if sign > "\u2000" else 1 for sign in words)


def _group(sheet: "Worksheet", paper: Paper, at: int, bottom: int) -> int:
    """The heads that share their upper words, from column ``at``; where the next ones begin."""
    path = paper.heads[at].path
    end = at + 1
    if len(path) > 1:
        while end < len(paper.heads) and paper.heads[end].path[:-1] == path[:-1]:
            end += 1
    for level, words in enumerate(path[:-1]):
        _merge(sheet, (_HEAD_ROW + level, at + 1, _HEAD_ROW + level, end), words)
    for column in range(at, end):
        last = paper.heads[column].path
        top = _HEAD_ROW + len(last) - 1
        _merge(sheet, (top, column + 1, bottom, column + 1), last[-1])
    return end


def _merge(sheet: "Worksheet", box: tuple[int, int, int, int], words: str) -> None:
    top, left, bottom, right = box
    put(sheet.cell(top, left), words)
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _set_up(sheet: "Worksheet", paper: Paper) -> None:
    sheet.freeze_panes = f"C{paper.first_row}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{paper.first_row - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper.size
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if sheet.oddFooter:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
