"""Papers of the loop: which are drafted at which turn of an issue, and how its days are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .clocks import Rest, Workdays

PLAN_WITHIN = 2  # working days after a 督办单 is sent
REPLY_WITHIN = 3  # working days after a 提示函 is sent


class LoopPaper(StrEnum):
    """The kinds of paper about one issue, by the codes under which they are installed."""

    REMINDER_LETTER = "reminder_letter"  # 提示函
    SUPERVISION_ORDER = "supervision_order"  # 督办单
    SUPERVISION_LETTER = "supervision_letter"  # 督办函
    ASSIGNMENT_ORDER = "assignment_order"  # 交办单
    PETITION = "petition"  # 请示


LETTERS = frozenset({LoopPaper.REMINDER_LETTER, LoopPaper.SUPERVISION_LETTER})


def to_draft(*, by_time: bool, was_reminded: bool, is_government: bool) -> list[LoopPaper]:
    """What is drafted when an issue climbs a level: always the 督办单.

    When its limit ran out also the letter to who let it: first a 提示函; a government that was
    reminded before gets a 督办函, which goes out on its superior's word.
    """
    found = [LoopPaper.SUPERVISION_ORDER]
    if by_time and not was_reminded:
        found.append(LoopPaper.REMINDER_LETTER)
    elif by_time and is_government:
        found.append(LoopPaper.SUPERVISION_LETTER)
    return found


def subject_of(number: str, reopened: int) -> str:
    """W2023-0231; once reopened W2023-0231/2: each round has papers of its own."""
    return f"{number}/{reopened + 1}" if reopened else number


def number_of(subject: str) -> str:
    """The number of the issue that a paper is about."""
    return subject.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Used:
    """Working days that an issue has taken: ``paused`` are not in ``days``, ``over`` are."""

    days: int
    paused: int
    over: int


def used(since: date, due: date, on: date, rests: Sequence[Rest], workdays: Workdays) -> Used:
    """How many working days have gone by after a day, up to and with another."""
    whole = max(workdays.between(since, on), 0)
    span = (since + timedelta(days=n) for n in range(1, (on - since).days + 1))
    paused = sum(
        workdays.is_workday(day) and any(rest.holds(day) for rest in rests) for day in span
    )
    return Used(whole - paused, paused, max(workdays.between(due, on), 0))
