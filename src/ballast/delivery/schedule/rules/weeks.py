"""A week of dispatch: its days, until when it is filed, and when its bulletin goes out."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from ballast.kernel.errors import Refused
from ballast.kernel.workdays import Calendar

NOON = time(12)
_FRIDAY = 4
_CODE = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_CHINA = ZoneInfo("Asia/Shanghai")


class NotAWeek(Refused):
    """The text names no week."""

    code = "schedule_not_a_week"


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """A week from Monday to Sunday, counted as ISO 8601 does: the first holds 4 January."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def from_code(cls, code: str) -> Self:
        """The week of a code: 2023-W39. Raises ``NotAWeek``."""
        met = _CODE.fullmatch(code)
        try:
            year, number = (int(part) for part in met.groups()) if met else (0, 0)
            return cls(date.fromisocalendar(year, number, 1))
        except ValueError:
            raise NotAWeek(text=code) from None

    @property
    def code(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @property
    def year(self) -> int:
        """The year its number counts in: of the week of 30 December 2024 it is 2025."""
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def friday(self) -> date:
        return self.monday + timedelta(days=_FRIDAY)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def later(self, weeks: int = 1) -> Self:
        """The week so many weeks on; a negative count goes back."""
        return type(self)(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday


def closes_on(week: Week, calendar: Calendar) -> date:
    """The day until noon of which a week is filed.

    Its Friday; where that is a holiday the last day worked before it, and in a week without one
    the first day worked after it.
    """
    days = (week.friday - timedelta(days=back) for back in range(_FRIDAY + 1))
    worked = next((day for day in days if calendar.is_workday(day)), None)
    return worked or calendar.add(week.friday, 1)


def bulletin_on(week: Week, calendar: Calendar) -> date:
    """The day of a week's bulletin: the Monday after it, or the first day worked from then on.

    Never before the week is filed.
    """
    monday = week.later().monday
    day = monday if calendar.is_workday(monday) else calendar.add(monday, 1)
    filed = closes_on(week, calendar)
    return day if day > filed else calendar.add(filed, 1)


def is_late(week: Week, at: datetime, calendar: Calendar) -> bool:
    """Whether what is filed at a moment comes after noon of the day on which a week closes."""
    return at > datetime.combine(closes_on(week, calendar), NOON, tzinfo=_CHINA)
