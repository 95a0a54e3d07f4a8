"""排查: how a check stands, what its answer must say, and how checks are counted.

``docs/rules/checks.md``.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction


class CheckState(StrEnum):
    """How a check stands."""

    ASKED = "asked"
    CLIMBED = "climbed"  # not answered in time, and put one level up; it can still be answered
    ANSWERED = "answered"  # the warning is true
    CORRECTING = "correcting"  # the figure is said to be wrong: the lamp is to be judged again
    CORRECTED = "corrected"  # it was, and warns no more
    LAPSED = "lapsed"  # a later month said something of the same warning
    WITHDRAWN = "withdrawn"  # the issue was taken back


UNANSWERED = frozenset({CheckState.ASKED, CheckState.CLIMBED})
OPEN = UNANSWERED | {CheckState.CORRECTING}  # takes an answer
WARNED_BEFORE = timedelta(hours=48)
_LEAST = 4  # letters and figures of an explanation
_SAYS_NOTHING = frozenset(
    {"情况属实", "已经核实", "已核实", "同上", "未知", "none", "true", "same"}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days after the warning has come: to find out, and to hand in how it is mended."""

    answer_within: int = 2
    mend_within: int = 5


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; nothing is said of none."""

    count: int
    of: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.count, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Counted:
    """One check as far as it is counted."""

    state: CheckState
    due_on: date
    answered_on: date | None = None
    is_true: bool | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of checks; ``in_time`` is of those answered or due, ``true`` of those answered."""

    asked: int
    unanswered: int
    in_time: Rate
    true: Rate
    causes: Mapping[str, int]


def says_something(words: str) -> bool:
    """Whether an explanation explains: not a mere stroke, and not that it was looked at."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    signs = "".join(sign for sign in plain if sign.isalnum())
    return len(signs) >= _LEAST and signs not in _SAYS_NOTHING


def after_issue(
    state: CheckState | None, *, is_standing: bool, is_of_period: bool
) -> CheckState | None:
    """What a check becomes as a month says something of its warning; None: there is none.

    ``is_standing``: the month warns; else it clears the warning, or says nothing of it any more.
    ``is_of_period``: the check is of that very month, which was perhaps issued before.
    """
    if is_of_period and is_standing:
        return state if state in {CheckState.ANSWERED, *UNANSWERED} else CheckState.ASKED
    if state is CheckState.CORRECTING and not is_standing:
        return CheckState.CORRECTED
    if state in OPEN and not is_of_period:
        return CheckState.LAPSED
    return state


def climbs(state: CheckState, due_on: date, on: date) -> bool:
    """Whether nobody answered in time; the day it is due on is still in time."""
    return state is CheckState.ASKED and due_on < on


def is_near(due_on: date, on: date) -> bool:
    """Whether less than 48 hours are left on a day."""
    return on <= due_on <= on + WARNED_BEFORE


def tally(rows: Iterable[Counted], on: date) -> Tally:
    """Count checks on a day; those that were withdrawn are none."""
    told = [one for one in rows if one.state is not CheckState.WITHDRAWN]
    answered = [one for one in told if one.answered_on is not None]
    judged = [one for one in told if one.answered_on is not None or one.due_on < on]
    true = [one for one in answered if one.is_true]
    return Tally(
        asked=len(told),
        unanswered=sum(one.state in UNANSWERED for one in told),
        in_time=Rate(sum(_in_time(one) for one in judged), len(judged)),
        true=Rate(len(true), len(answered)),
        causes=_most_first([one.cause for one in true]),
    )


def _in_time(one: Counted) -> bool:
    return one.answered_on is not None and one.answered_on <= one.due_on


def _most_first(causes: Collection[str]) -> dict[str, int]:
    counts = {cause: list(causes).count(cause) for cause in dict.fromkeys(causes)}
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
