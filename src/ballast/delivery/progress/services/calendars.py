"""The city's filing calendar: data that the office writes, each one from a day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.delivery.progress.models import WindowRule
from ballast.delivery.progress.rules.windows import FilingDays
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity.services import insist

_TABLE = "progress_windowrule"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSet(Event):
    """The office wrote another filing calendar; the subject is its first day."""

    code: ClassVar[str] = "progress.calendar_set"


@transaction.atomic
def set_calendar(*, by: Actor, at: datetime, days: FilingDays, since: date) -> None:
    """Write the filing calendar from a day on. Periods already opened keep their windows.

    Raises ``NotAllowed``.
    """
    insist(by, "period.manage", at=at)
    said = {
        "opens_day": days.opens_day,
        "cut_off_day": days.cut_off_day,
        "december_cut_off_day": days.december_cut_off_day,
        "shuts_after_workdays": days.shuts_after_workdays,
        "quarterly_classes": list(days.quarterly_classes),
        "opening_together": days.opening_together,
    }
    found = WindowRule.objects.select_for_update().filter(valid_from=since).first()
    row = found or WindowRule(valid_from=since)
    changed = {
        name: (getattr(row, name) if found else None, value)
        for name, value in said.items()
        if not found or getattr(row, name) != value
    }
    if not changed:
        return
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    event = CalendarSet(subject=since.isoformat())
    audit.record(event, by=by, at=at, changes=[Change(_TABLE, row.pk, changed)])
