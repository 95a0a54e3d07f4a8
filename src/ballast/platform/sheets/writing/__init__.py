"""A list as a workbook, for who goes on counting in one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TEXT = "@"
COUNT = "#,##0"
MONEY = "#,##0.00"
SHARE = "0.0%"
POINTS = "+0.0;-0.0;0.0"
DAY = "yyyy-mm-dd"

_NOT_IN_A_TAB, _LONGEST_TAB = re.compile(r"[\[\]:*?/\\]"), 31
_LONGEST_LIST = 255  # signs of a list in a cell's rule
_FIRST_ROW, _LAST_ROW = 4, 5000

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, how its figures are shown, its width in characters.

    ``choices`` are offered in its cells, which take nothing else; Excel holds 255 signs of them.
    """

    head: str
    shown: str = TEXT
    width: int = 14
    choices: tuple[str, ...] = ()


def workbook(
    title: str, notes: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> bytes:
    """One sheet: title, notes, heads, a row for each line.

    A figure keeps all its digits; None stays empty. What begins with an equals sign
    stays text: a name must not become a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_A_TAB.sub(" ", title)[:_LONGEST_TAB])
    sheet.freeze_panes = "C4"
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width

    def cell(value: Value, shown: str = TEXT) -> Cell:
        made: Cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            made.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            made.data_type = "s"
        else:
            made.value = value
        made.number_format = shown
        return made

    heads = [cell(column.head) for column in columns]
    for head in heads:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    name = cell(title)
    name.font = Font(bold=True, size=16)
    sheet.append([name])
    sheet.append([cell(notes)])
    sheet.append(heads)
    for row in rows:
        values = zip(row, columns, strict=True)
        sheet.append([cell(value, column.shown) for value, column in values])
    for place, column in enumerate(columns, 1):
        _offer(sheet, get_column_letter(place), column.choices)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(sheet: "WriteOnlyWorksheet", letter: str, choices: Sequence[str]) -> None:
    """Let the cells under a head be chosen from a list, where Excel can hold it."""
    listed = ",".join(one.replace('"', '""') for one in choices)
    if choices and len(listed) <= _LONGEST_LIST and not any("," in one for one in choices):
        offer = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        offer.add(f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}")
        sheet.data_validations.append(offer)  # type: ignore[attr-defined]  # told by no stub
