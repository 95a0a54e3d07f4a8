"""A list as a workbook, for who goes on counting in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

TEXT = "@"
COUNT = "#,##0"
MONEY = "#,##0.00"
SHARE = "0.0%"
POINTS = "+0.0;-0.0;0.0"
DAY = "yyyy-mm-dd"

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, how its figures are shown, and its width in characters."""

    head: str
    shown: str = TEXT
    width: int = 14


def workbook(
    title: str, notes: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> bytes:
    """One sheet: title, notes, heads, a row for each line.

    A figure keeps all its digits; None stays empty. What begins with an equals sign
    stays text: a name must not become a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
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
    out = BytesIO()
    book.save(out)
    return out.getvalue()
