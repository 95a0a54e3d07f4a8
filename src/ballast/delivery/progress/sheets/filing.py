"""Columns of the duty list as a workbook."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import KIND_NAMES, STANDING_NAMES
from ballast.delivery.progress.rules import Kind
from ballast.delivery.progress.selectors.missing import Missing
from ballast.delivery.progress.selectors.month import Line
from ballast.kernel import money
from ballast.platform.sheets.writing import MONEY, TEXT, Column, Value, workbook


def duties(title: str, notes: str, lines: Iterable[Line]) -> bytes:
    """Every duty of the list, in its order, with the figures of the filing last made."""
    return workbook(title, notes, _columns(), (_values(line) for line in lines))


def _columns() -> Sequence[Column]:
    return [
        Column(_("Number")),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        Column(_("State"), width=10),
        Column(_("What is filed"), width=16),
        Column(_("This month (10k yuan)"), MONEY),
        Column(_("Since January (10k yuan)"), MONEY),
        Column(_("Since the start of works (10k yuan)"), MONEY),
        Column(_("Visible progress"), width=44),
        Column(_("Filed by"), width=16),
        Column(_("Submitted at"), TEXT, 18),
        Column(_("Late"), width=8),
        Column(_("Why it was returned"), width=44),
    ]


def _values(line: Line) -> Sequence[Value]:
    project, unit, filing = line.duty.project, line.duty.unit, line.filing
    known: list[Value] = [
        project.number,
        project.name,
        unit and unit.short_name,
        str(STANDING_NAMES[line.standing]),
    ]
    if filing is None:
        return known + [None] * (len(_columns()) - len(known))
    amounts = (filing.month_yuan, filing.completed_yuan, filing.since_start_yuan)
    return [
        *known,
        str(KIND_NAMES[Kind(filing.kind)]),
        *(None if yuan is None else money.in_unit(yuan, money.Unit.WAN) for yuan in amounts),
        filing.visible_progress,
        filing.filed_by,
        filing.submitted_at and timezone.localtime(filing.submitted_at).strftime("%Y-%m-%d %H:%M"),
        _("late") if filing.is_late else "",
        line.reason,
    ]


def owed(title: str, notes: str, rows: Iterable[Missing]) -> bytes:
    """Every duty still owed, with whom to call."""
    columns = [
        Column(_("Number")),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        Column(_("State"), width=10),
        Column(_("Whom to call"), width=50),
        Column(_("Times reminded"), "0", 10),
        Column(_("Last reminded"), width=18),
        Column(_("Reminded by"), width=14),
    ]
    values = (
        [
            one.duty.project.number,
            one.duty.project.name,
            one.duty.unit.short_name if one.duty.unit else None,
            str(STANDING_NAMES[one.standing]),
            "\n".join(f"{called.name} {called.phone}" for called in one.contacts),
            one.duty.reminded_times,
            _moment(one.duty.reminded_at),
            one.duty.reminded_by or None,
        ]
        for one in rows
    )
    return workbook(title, notes, columns, values)


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else None
