"""Which periods a city files, and from when until when: ``docs/rules/windows.md``."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar

from .codes import Kind

_QUARTER_ENDS = frozenset({3, 6, 9, 12})


class FilingCalendar(Protocol):
    """What a city lays down about its filing days; a row of ``WindowRule`` is one."""

    @property
    def opens_day(self) -> int: ...
    @property
    def cut_off_day(self) -> int: ...
    @property
    def december_cut_off_day(self) -> int: ...
    @property
    def shuts_after_workdays(self) -> int: ...
    @property
    def quarterly_classes(self) -> Collection[str]: ...
    @property
    def opening_together(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingDays:
    """A filing calendar as an office lays it down."""

    opens_day: int
    cut_off_day: int
    december_cut_off_day: int
    shuts_after_workdays: int
    quarterly_classes: Collection[str]
    opening_together: bool


# In force until the office writes its own: the 20th, the 25th, five working days.
USUAL = FilingDays(
    opens_day=20,
    cut_off_day=25,
    december_cut_off_day=25,
    shuts_after_workdays=5,
    quarterly_classes=("PREPARATORY",),
    opening_together=True,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one period's window: ``shuts_on`` is the last on which a filing is in time."""

    opens_on: date
    cut_off_on: date
    shuts_on: date

    def __str__(self) -> str:
        return f"{self.opens_on}/{self.cut_off_on}/{self.shuts_on}"

    def runs_forward(self) -> bool:
        return self.opens_on <= self.cut_off_on <= self.shuts_on


def window(period: Period, rule: FilingCalendar, workdays: Calendar) -> Days:
    """The days of a period by the city's rule.

    It opens in its last month and shuts some working days after it; December, whose year is
    settled before it is over, shuts on its own cut-off day or the next working day.
    """
    december = period.last == 12
    cut_off = _day(period, rule.december_cut_off_day if december else rule.cut_off_day)
    if not december:
        shuts = workdays.add(period.last_day, rule.shuts_after_workdays)
    elif workdays.is_workday(cut_off):
        shuts = cut_off
    else:
        shuts = workdays.add(cut_off, 1)
    return Days(min(_day(period, rule.opens_day), cut_off), cut_off, shuts)


def periods_of_year(year: int, rule: FilingCalendar) -> tuple[Period, ...]:
    """The periods filed in a year, in order: 1—2月 and ten months, or twelve months."""
    months = [Period.month(year, number) for number in range(1, 13)]
    return (Period.opening(year), *months[2:]) if rule.opening_together else tuple(months)


def is_filed(period: Period, rule: FilingCalendar) -> bool:
    """Whether the city files this period at all."""
    return period in periods_of_year(period.year, rule)


def is_due(plan_class: str, period: Period, rule: FilingCalendar) -> bool:
    """Whether a project of this plan class files this period.

    What is filed quarterly (预备) is due where the period ends a quarter.
    """
    return plan_class not in rule.quarterly_classes or period.last in _QUARTER_ENDS


def kind_on(on: date, cut_off_on: date) -> Kind:
    """What a figure given on a day is, unless its filer says otherwise.

    Before the cut-off day nobody knows the month yet: it is an estimate (预计).
    """
    return Kind.ESTIMATE if on < cut_off_on else Kind.ACTUAL


def _day(period: Period, number: int) -> date:
    """A day of the period's last month; 0, or beyond its end: the last."""
    length = monthrange(period.year, period.last)[1]
    return date(period.year, period.last, min(number or length, length))
