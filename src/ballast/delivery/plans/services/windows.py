"""The windows of a year's plan: when it is declared for, when it may be adjusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.delivery.plans.models import AdjustmentWindow
from ballast.delivery.plans.rules import Purpose
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as people

from .refusals import DayWrong

_TABLE = "plans_adjustmentwindow"
_FIELDS = ("purpose", "first_day", "last_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDraft:
    """A window by its name: from one day to another, both included."""

    name: str
    first_day: date
    last_day: date
    purpose: Purpose = Purpose.ADJUSTMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsOpened(Event):
    """Windows of a year's plan were set; the subject is the year."""

    code: ClassVar[str] = "plans.windows_opened"
    names: tuple[str, ...]


@transaction.atomic
def open_windows(*, by: Actor, at: datetime, year: int, windows: Sequence[WindowDraft]) -> None:
    """Set windows of a year's plan; one of a known name is moved.

    Raises ``NotAllowed`` and ``DayWrong``.
    """
    people.insist(by, "plan.edit", at=at)
    for window in windows:
        if window.last_day < window.first_day:
            raise DayWrong(day=window.last_day)
    known = {row.name: row for row in AdjustmentWindow.objects.filter(year=year).order_by("pk")}
    rows, told = [], []
    for window in windows:
        row = known.get(window.name)
        old = {name: getattr(row, name) if row else None for name in _FIELDS}
        row = row or AdjustmentWindow(year=year, name=window.name)
        row.purpose = window.purpose.value
        row.first_day, row.last_day = window.first_day, window.last_day
        changed = {n: (old[n], getattr(row, n)) for n in _FIELDS if old[n] != getattr(row, n)}
        if changed:
            rows.append(row)
            told.append(changed)
    if not rows:
        return
    written = AdjustmentWindow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["year", "name"],
        update_fields=list(_FIELDS),
    )
    event = WindowsOpened(subject=str(year), names=tuple(row.name for row in rows))
    changes = [Change(_TABLE, row.pk, fields) for row, fields in zip(written, told, strict=True)]
    audit.record(event, by=by, at=at, changes=changes)
