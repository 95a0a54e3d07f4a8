"""议定事项: how what was decided and promised stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Speech(StrEnum):
    """What somebody stood up for."""

    EXCHANGE = "exchange"  # 交流发言: who does well tells how
    PLEDGE = "pledge"  # 表态发言: who lags promises


class Fate(StrEnum):
    """How a decision stands on a day; the limit itself is in time."""

    CLOSED = "closed"
    IN_TIME = "in_time"
    LATE = "late"


def key_of(meeting: str, n: int) -> str:
    """By this a task knows its decision: M2023-10-3."""
    return f"{meeting}-{n}"


def fate(*, closed_on: date | None, due_on: date, on: date) -> Fate:
    if closed_on is not None and closed_on <= on:
        return Fate.CLOSED
    return Fate.LATE if due_on < on else Fate.IN_TIME


@dataclass(frozen=True, slots=True)
class Tally:
    """So many, of which so many are closed, go on in time, are late; the three add up to it."""

    decided: int = 0
    closed: int = 0
    in_time: int = 0
    late: int = 0


def tally(fates: Iterable[Fate]) -> Tally:
    found = list(fates)
    return Tally(len(found), *(found.count(one) for one in Fate))
