"""The list as a workbook, for who goes on counting in one."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.sheets import writing
from ballast.platform.sheets.writing import MONEY, POINTS, SHARE, Column, Value
from ballast.platform.ui.templatetags.ui import LAMPS

from .lines import Line, label


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
    """One sheet: title, notes, heads, a row for each line."""
    return writing.workbook(title, notes, _columns(), (_values(line) for line in lines))
