"""The windows of a year's plan: when it is declared for, when it may be adjusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import transaction

from ballast.delivery.plans.models import AdjustmentWindow
from ballast.delivery.plans.rules import Purpose
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as people

from .refusals import DayWrong
from .rows import put_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDraft:
    """A window by its name: from one day to another, both included."""

    name: str
    first_day: date
    last_day: date
    purpose: Purpose = Purpose.ADJUSTMENT

    def said(self) -> dict[str, Any]:
        return {
            "purpose": self.purpose.value,
            "first_day": self.first_day,
            "last_day": self.last_day,
        }


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
    rows, changes = put_rows(
        AdjustmentWindow,
        [({"year": year, "name": window.name}, window.said()) for window in windows],
    )
    if changes:
        event = WindowsOpened(subject=str(year), names=tuple(row.name for row in rows))
        audit.record(event, by=by, at=at, changes=changes)
