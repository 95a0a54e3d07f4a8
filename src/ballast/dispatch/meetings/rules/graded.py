"""分级分类调度: which projects are dispatched by whom, how often, at which meeting.

A table of grade × class; a blank in either stands for all. The finest line that fits a project
counts: grade and class, then grade, then class, then the line for all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ballast.kernel.errors import Fault

from .meetings import Kind

ALL = ""


class Dispatcher(StrEnum):
    """Who dispatches."""

    LEADER = "leader"  # 市领导
    OFFICE = "office"  # 市重点办
    DEPARTMENT = "department"  # 行业主管部门
    DISTRICT = "district"  # 区（市）县、功能区


class Every(StrEnum):
    """How often at least."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``families`` are the lamps that are looked at."""

    grade: str  # projects.rules.Tier, or ALL
    project_class: str  # plans.rules.PlanClass, or ALL
    by: Dispatcher
    every: Every
    meeting: Kind
    families: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.grade, self.project_class


# What an office begins with; its own table replaces it.
STANDARD = (
    Line("NATIONAL", ALL, Dispatcher.LEADER, Every.MONTH, Kind.OBSERVATION, ("start", "progress")),
    Line(
        "PROVINCIAL", ALL, Dispatcher.LEADER, Every.MONTH, Kind.OBSERVATION, ("start", "progress")
    ),
    Line("CITY", "NEW_START", Dispatcher.OFFICE, Every.TWO_WEEKS, Kind.BIWEEKLY, ("start",)),
    Line("CITY", "CARRY_OVER", Dispatcher.OFFICE, Every.MONTH, Kind.MONTHLY, ("progress",)),
    Line(
        "CITY", "DUE_FINISH", Dispatcher.OFFICE, Every.MONTH, Kind.MONTHLY, ("finish", "commission")
    ),
    Line(ALL, "PREPARATORY", Dispatcher.DEPARTMENT, Every.QUARTER, Kind.JOINT, ("start",)),
    Line(ALL, ALL, Dispatcher.DISTRICT, Every.WEEK, Kind.WEEKLY, ("start", "progress", "filing")),
)


def line_of(lines: Mapping[tuple[str, str], Line], grade: str, project_class: str) -> Line | None:
    """The finest line that fits a project."""
    for key in ((grade, project_class), (grade, ALL), (ALL, project_class), (ALL, ALL)):
        if key in lines:
            return lines[key]
    return None


def window(every: Every, on: date) -> tuple[date, date]:
    """The first and last day of the span in which a day lies; a week begins on Monday."""
    if every is Every.WEEK or every is Every.TWO_WEEKS:
        length = 7 if every is Every.WEEK else 14
        first = on - timedelta(days=(on.toordinal() - 1) % length)  # day 1 was a Monday
        return first, first + timedelta(days=length - 1)
    months = 1 if every is Every.MONTH else 3
    begun = (on.month - 1) // months * months + 1
    after = begun + months
    year, month = (on.year + 1, 1) if after > 12 else (on.year, after)
    return date(on.year, begun, 1), date(year, month, 1) - timedelta(days=1)


class Standing(StrEnum):
    """Whether the meeting that a line asks for has been held in the span of a day."""

    HELD = "held"
    PLANNED = "planned"
    DUE = "due"


def standing(
    held: Collection[date], planned: Collection[date], span: tuple[date, date]
) -> Standing:
    """``held`` and ``planned``: the days of the meetings of the line's kind."""
    first, last = span
    if any(first <= day <= last for day in held):
        return Standing.HELD
    if any(first <= day <= last for day in planned):
        return Standing.PLANNED
    return Standing.DUE


def faults_of(lines: Sequence[Line]) -> Iterator[Fault]:
    """All that is wrong with a table."""
    if not lines:
        yield Fault("graded_empty")
    for key, times in Counter(one.key for one in lines).items():
        if times > 1:
            yield Fault("graded_twice", {"line": [one.key for one in lines].index(key) + 1})
    for place, one in enumerate(lines, 1):
        if not one.families:
            yield Fault("graded_without_lamps", {"line": place})
