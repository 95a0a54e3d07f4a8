"""排查、一次性摸排: who answers by when, and how far a sweep has come."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Over(StrEnum):
    """What each line of the table is about."""

    PROJECTS = "PROJECTS"
    UNITS = "UNITS"


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What the office does with a sweep."""

    OPEN = "open"
    REMIND = "remind"
    EXTEND = "extend"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


# From which states each act is taken; those that want a reason, and those that set a day.
FROM = {
    Act.REMIND: (State.OPEN,),
    Act.EXTEND: (State.OPEN,),
    Act.CLOSE: (State.OPEN,),
    Act.REOPEN: (State.CLOSED,),
    Act.WITHDRAW: (State.OPEN, State.CLOSED),
}
WITH_REASON = frozenset({Act.EXTEND, Act.REOPEN, Act.WITHDRAW})
WITH_DAY = frozenset({Act.EXTEND, Act.REOPEN})


class Answered(StrEnum):
    """How one duty stands."""

    MISSING = "missing"
    DRAFT = "draft"
    IN_TIME = "in_time"
    LATE = "late"


def answered(*, on: date | None, has_draft: bool, due: date) -> Answered:
    """``on``: the day it was first handed in, if it was; the due day itself is in time."""
    if on is None:
        return Answered.DRAFT if has_draft else Answered.MISSING
    return Answered.LATE if on > due else Answered.IN_TIME


def mark(values: Mapping[str, str] | None) -> str:
    """A short sign of the answers that a page was made with, to see later whether they moved."""
    told = sorted((code, said) for code, said in (values or {}).items() if said)
    return sha256(repr(told).encode()).hexdigest()[:12]
