"""The list as a workbook, for who goes on counting in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.ui.templatetags.ui import LAMPS

from .lines import Line, label

TEXT = "@"
MONEY = "#,##0.00"
SHARE = "0.0%"
POINTS = "+0.0;-0.0;0.0"

Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, how its figures are shown, and its width in characters."""

    head: str
    shown: str = TEXT
    width: int = 14


def _columns() -> list[Column]:
    """The columns of the page, in its order; a workbook has no line below to name the unit."""
    return [
        Column(_("Lamp"), width=10),
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Sector"), width=32),
        Column(_("Responsible unit"), width=20),
        Column(_("Total investment (100m yuan)"), MONEY),
        Column(_("Plan of the year (100m yuan)"), MONEY),
        Column(_("Completed since January (100m yuan)"), MONEY),
        Column(_("As reported for")),
        Column(_("Completion rate (completed / plan of the year)"), SHARE),
        Column(_("Lead over time progress (percentage points)"), POINTS),
        Column(_("Visible progress"), width=36),
        Column(_("Why this lamp"), width=70),
    ]


def _values(line: Line) -> Sequence[Value]:
    project = line.project
    unit = project.responsible_unit
    amounts = (project.total_investment_yuan, project.planned_yuan, project.completed_yuan)
    filed_for = project.filed_for and label(Period.from_code(project.filed_for))
    return [
        str(LAMPS[line.colour]),
        project.name,
        project.number,
        project.sector,
        unit and unit.short_name,
        *(None if yuan is None else money.in_unit(yuan, money.Unit.YI) for yuan in amounts),
        filed_for,
        project.rate,
        line.lead_points,
        project.visible_progress,
        line.why,
    ]


def workbook(title: str, notes: str, lines: Iterable[Line]) -> bytes:
    """One sheet: title, notes, heads, a row for each line.

    A figure keeps all its digits; None stays empty. What begins with an equals sign
    stays text: a name must not become a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C4"
    columns = _columns()
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
    for line in lines:
        values = zip(_values(line), columns, strict=True)
        sheet.append([cell(value, column.shown) for value, column in values])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
