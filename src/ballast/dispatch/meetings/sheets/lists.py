"""What a page shows, as a workbook: every row of it, with the same heads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ballast.dispatch.meetings.messages import CAME, FATES, KINDS, OCCASIONS, STATES
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import key_of
from ballast.dispatch.meetings.selectors import Kept, Looked
from ballast.kernel.money import Unit, in_unit
from ballast.platform.sheets.writing import DAY, Column, Value, workbook


def meeting_list(title: str, notes: str, rows: Iterable[Meeting]) -> bytes:
    columns = [
        Column(_("Meeting no."), width=12),
        Column(_("Title"), width=44),
        Column(_("Kind of meeting"), width=26),
        Column(_("Day of the meeting"), DAY),
        Column(_("Venue"), width=24),
        Column(_("Presides"), width=16),
        Column(_("State")),
    ]
    return workbook(title, notes, columns, map(_meeting, rows))


def _meeting(one: Meeting) -> list[Value]:
    return [
        one.number,
        one.title,
        str(KINDS[one.kind]),
        one.held_on,
        one.place,
        one.chair,
        str(STATES[one.state]),
    ]


def gathering_list(found: Looked, day: str) -> bytes:
    """The projects of an event, with when they really came about."""
    one = found.gathering
    columns = [
        Column(_("Number"), width=14),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        Column(_("State"), width=18),
        Column(_("Reached on"), DAY),
    ]
    lines: list[list[Value]] = [
        [
            row.project.number,
            row.project.name,
            row.project.responsible_unit.short_name if row.project.responsible_unit else "",
            str(CAME[row.came]),
            row.reached,
        ]
        for row in found.outcomes
    ]
    notes = " · ".join([str(OCCASIONS[one.kind]), f"{one.held_on:%Y-%m-%d}", day])
    return workbook(one.title, notes, columns, lines)


def decision_list(found: Kept, day: str) -> bytes:
    """The decisions and promises of a meeting, with how they stand on a day."""
    one = found.meeting
    columns = [
        Column(_("Decision no."), width=14),
        Column(_("Decided"), width=50),
        Column(_("Who leads"), width=20),
        Column(_("Assisting"), width=30),
        Column(_("Limit"), DAY),
        Column(_("Measured by"), width=24),
        Column(_("Amount (100 million yuan)"), "0.00"),
        Column(_("State")),
        Column(_("Closed on"), DAY),
    ]
    lines: list[list[Value]] = [
        [
            key_of(one.number, row.decision.n),
            row.decision.matter,
            row.decision.lead.short_name,
            "、".join(unit.short_name for unit in row.decision.assisting.all()),
            row.decision.due_on,
            row.decision.standard,
            None
            if row.decision.amount_yuan is None
            else in_unit(row.decision.amount_yuan, Unit.YI),
            str(FATES[row.fate]),
            row.closed_on,
        ]
        for row in found.lines
    ]
    return workbook(one.title, f"{one.number} · {one.held_on:%Y-%m-%d} · {day}", columns, lines)
