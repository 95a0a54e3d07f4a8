"""Columns of a reviewer's pile as a workbook."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import level, said_of
from ballast.delivery.progress.selectors.desk import Line
from ballast.kernel import money
from ballast.platform.sheets.writing import MONEY, POINTS, SHARE, Column, Value, workbook


def desk(title: str, notes: str, lines: Iterable[Line]) -> bytes:
    """Every filing of the pile, in its order, beside what counted the month before."""
    return workbook(title, notes, _columns(), (_values(line) for line in lines))


def _columns() -> Sequence[Column]:
    return [
        Column(_("Number")),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        Column(_("Attempt"), "0", 8),
        Column(_("Estimate"), width=8),
        Column(_("Filed late"), width=8),
        Column(_("Entered on behalf"), width=10),
        Column(_("This month (10k yuan)"), MONEY),
        Column(_("Change on the month before (10k yuan)"), MONEY),
        Column(_("Since January (10k yuan)"), MONEY),
        Column(_("Plan of the year (10k yuan)"), MONEY),
        Column(_("Completion rate (completed / plan of the year)"), SHARE),
        Column(_("Visible progress (%)"), "0.##"),
        Column(_("Change on the month before (points)"), POINTS),
        Column(_("Visible progress"), width=44),
        Column(_("Doubts and what the unit says"), width=60),
        Column(_("Waits for"), width=28),
        Column(_("Submitted at"), width=18),
        Column(_("Filed by"), width=16),
    ]


def _values(line: Line) -> Sequence[Value]:
    filing = line.filing
    sent = filing.submitted_at
    return [
        filing.project.number,
        filing.project.name,
        filing.unit.short_name if filing.unit else None,
        filing.attempt,
        _("estimate") if filing.kind == "ESTIMATE" else "",
        _("late") if filing.is_late else "",
        _("yes") if filing.is_on_behalf else "",
        _wan(filing.month_yuan),
        _wan(line.month_change),
        _wan(filing.completed_yuan),
        _wan(line.planned_yuan),
        line.rate,
        filing.visible_percent,
        line.percent_change,
        filing.visible_progress,
        "\n".join(f"{said_of(one)} {one.get('word', '')}".strip() for one in filing.doubts),
        _("; ").join(
            level(one.level, one.unit.short_name if one.unit else "") for one in line.turn
        ),
        sent and timezone.localtime(sent).strftime("%Y-%m-%d %H:%M"),
        filing.filed_by,
    ]


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else money.in_unit(yuan, money.Unit.WAN)
