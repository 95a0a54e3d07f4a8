"""How the loop stands on a day: what was raised, solved, late and reopened, and who holds what."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from .clocks import Workdays
from .issues import OPEN, RUNNING, IssueState

AGES = (5, 10, 20, 60)  # working days since an open issue was raised: up to each, and more
_NO_MATTER = frozenset({IssueState.WITHDRAWN, IssueState.MERGED})

Rate = tuple[int, int]  # so many of so many


@dataclass(frozen=True, slots=True)
class Course:
    """What the steps of one issue up to a day come to."""

    state: IssueState
    level: int
    lead: int
    due_on: date
    raised_on: date
    solved_on: date | None = None  # the last time it was told or decided solved
    was_accepted: bool = False
    was_closed: bool = False
    was_reopened: bool = False
    was_late: bool = False  # a limit passed before the step that came after it
    cause: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, on: date) -> bool:
        return self.state in RUNNING and self.due_on < on


@dataclass(frozen=True, slots=True)
class Holding:
    """What lies with one unit."""

    open: int = 0
    overdue: int = 0
    solved: int = 0
    median_days: float | None = None


@dataclass(frozen=True, slots=True)
class LoopCounts:
    """The loop on a day. Rates are so many of so many; days are working days.

    ``matters``: raised, and neither withdrawn nor merged; ``solved``: closed on that day.
    Days to solve run from raising to the last time it was told solved, of what is closed.
    """

    matters: int = 0
    solved: int = 0
    open: int = 0
    overdue: int = 0
    by_level: Mapping[int, int] = field(default_factory=dict)
    acceptance: Rate = (0, 0)
    on_time: Rate = (0, 0)
    solving: Rate = (0, 0)
    reopened: Rate = (0, 0)
    ages: tuple[int, ...] = (0,) * (len(AGES) + 1)
    median_by_level: Mapping[int, float] = field(default_factory=dict)
    units: Mapping[int, Holding] = field(default_factory=dict)  # by the id of who leads
    unconfirmed: int = 0  # told solved, of the open ones
    by_cause: Mapping[str, int] = field(default_factory=dict)  # of the open ones


def loop_counts(courses: Iterable[Course], on: date, workdays: Workdays) -> LoopCounts:
    """Count the issues as their steps up to a day left them.

    Accepted, of all matters; on time: closed without any limit having passed, of the closed;
    solved: closed, of all matters; reopened: of those ever closed.
    """
    matters = [one for one in courses if one.state not in _NO_MATTER]
    closed = [one for one in matters if one.state is IssueState.CLOSED]
    open_ones = [one for one in matters if one.is_open]
    ever_closed = [one for one in matters if one.was_closed]
    levels = sorted({one.level for one in closed})
    return LoopCounts(
        matters=len(matters),
        solved=len(closed),
        open=len(open_ones),
        overdue=sum(one.is_overdue(on) for one in open_ones),
        by_level=dict(sorted(Counter(one.level for one in open_ones).items())),
        acceptance=(sum(one.was_accepted for one in matters), len(matters)),
        on_time=(sum(not one.was_late for one in closed), len(closed)),
        solving=(len(closed), len(matters)),
        reopened=(sum(one.was_reopened for one in ever_closed), len(ever_closed)),
        ages=_ages(open_ones, on, workdays),
        median_by_level={
            level: _median([one for one in closed if one.level == level], workdays) or 0.0
            for level in levels
        },
        units=_units(open_ones, closed, on, workdays),
        unconfirmed=sum(one.state is IssueState.SOLVED for one in open_ones),
        by_cause=Counter(one.cause for one in open_ones),
    )


def _ages(rows: Collection[Course], on: date, workdays: Workdays) -> tuple[int, ...]:
    days = [workdays.between(one.raised_on, on) for one in rows]
    up_to = [sum(day <= age for day in days) for age in AGES]
    return tuple(more - less for less, more in zip([0, *up_to], [*up_to, len(days)], strict=True))


def _units(
    open_ones: Collection[Course], closed: Collection[Course], on: date, workdays: Workdays
) -> dict[int, Holding]:
    held: dict[int, list[Course]] = {}
    done: dict[int, list[Course]] = {}
    for one in open_ones:
        held.setdefault(one.lead, []).append(one)
    for one in closed:
        done.setdefault(one.lead, []).append(one)
    return {
        unit: Holding(
            open=len(held.get(unit, [])),
            overdue=sum(one.is_overdue(on) for one in held.get(unit, [])),
            solved=len(done.get(unit, [])),
            median_days=_median(done.get(unit, []), workdays),
        )
        for unit in sorted({*held, *done})
    }


def _median(rows: Collection[Course], workdays: Workdays) -> float | None:
    days = [workdays.between(one.raised_on, one.solved_on) for one in rows if one.solved_on]
    return float(median(days)) if days else None
