"""Clocks: computed from dates and pauses whenever they are asked, never counted by ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

SILENT_DAYS = 3  # working days a raiser may take to confirm
SOON_DAYS = 2  # 48 hours before the limit, in working days


class Workdays(Protocol):
    """``kernel.workdays.Calendar``, as far as a clock needs it."""

    def is_workday(self, day: date) -> bool: ...
    def add(self, day: date, count: int) -> date: ...
    def between(self, start: date, end: date) -> int: ...


@dataclass(frozen=True, slots=True)
class Rest:
    """Days on which a clock stands: from a day to the day before another."""

    from_on: date
    until_on: date

    def holds(self, day: date) -> bool:
        return self.from_on <= day < self.until_on


class Timing(StrEnum):
    """How an open issue stands to its limit."""

    NORMAL = "normal"
    SOON = "soon"
    OVERDUE = "overdue"


def due_on(started: date, days: int, rests: Sequence[Rest], workdays: Workdays) -> date:
    """The last day in time: the ``days``-th working day after ``started`` on which no rest lies.

    Beyond the last published year the calendar follows the week, and the day is provisional.
    """
    if not any(one.until_on > started for one in rests):
        return workdays.add(started, days)
    day, left = started, days
    while left:
        day += timedelta(days=1)
        left -= workdays.is_workday(day) and not any(one.holds(day) for one in rests)
    return day


def timing(due: date, on: date, workdays: Workdays) -> Timing:
    """Overdue from the day after the limit; soon within two working days of it."""
    if on > due:
        return Timing.OVERDUE
    return Timing.SOON if workdays.between(on, due) <= SOON_DAYS else Timing.NORMAL


def is_silent(since: date, on: date, workdays: Workdays) -> bool:
    """Whether who was asked on a day has let three whole working days pass."""
    return workdays.between(since, on) > SILENT_DAYS
