"""The periods of the invented year, and their days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar

from .generator.told import LAST, START, YEAR

SEPTEMBER, OCTOBER = Period.month(YEAR, LAST), Period.month(YEAR, LAST + 1)
PERIODS = (Period.opening(YEAR), *(Period.month(YEAR, n) for n in range(START + 1, LAST + 1)))
OWN_DAY = date(YEAR, LAST + 2, 1)  # from here on the house lives by its clock
CHINA = ZoneInfo("Asia/Shanghai")


def on(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of the invented year, in China."""
    return at(date(YEAR, month, day), hour)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day, in China."""
    return datetime.combine(day, time(hour, minute), CHINA)


@dataclass(frozen=True, slots=True)
class Course:
    """How a period goes from the day its window opens to the day it is closed."""

    opens: datetime
    steps_told: datetime
    filed: datetime
    mended: datetime  # what the importer refused is sent again
    returned: datetime
    filed_again: datetime
    accepted: datetime
    closing: datetime
    judged: datetime
    closed: datetime


def course(period: Period, calendar: Calendar) -> Course:
    """The days of a period: filed in the first working days after it, closed when they are over.

    The fifth working day is the last in time.
    """
    last = period.last_day
    days = [calendar.add(last, count) for count in range(1, 7)]
    return Course(
        opens=at(last.replace(day=20), 9),
        steps_told=at(days[0], 9),
        filed=at(days[1], 10),
        mended=at(days[2], 9),
        returned=at(days[3], 15),
        filed_again=at(days[4], 9),
        accepted=at(days[4], 15),
        closing=at(days[4], 18),
        judged=at(days[5], 9),
        closed=at(days[5], 11),
    )
