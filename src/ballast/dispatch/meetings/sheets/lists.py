"""What a page shows, as a workbook: every row of it, with the same heads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ballast.dispatch.meetings.messages import KINDS, STATES
from ballast.dispatch.meetings.models import Meeting
from ballast.platform.sheets.writing import DAY, Column, Value, workbook


def meeting_list(title: str, notes: str, rows: Iterable[Meeting]) -> bytes:
    columns = [
        Column(_("Number"), width=12),
        Column(_("Title"), width=44),
        Column(_("Kind of meeting"), width=26),
        Column(_("Day of the meeting"), DAY),
        Column(_("Place"), width=24),
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
