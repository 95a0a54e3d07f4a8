"""The codes of filing and review."""

from enum import StrEnum


class Kind(StrEnum):
    """预计 is given before the month is over, 实际 after it; an accepted actual always counts."""

    ESTIMATE = "ESTIMATE"
    ACTUAL = "ACTUAL"


class State(StrEnum):
    """How far a filing has come. Once submitted its figures never change; it is filed anew."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    LEFT_OUT = "LEFT_OUT"  # still unreviewed when its period was closed with a reason
    TAKEN_BACK = "TAKEN_BACK"  # the import that brought it was undone


GONE = frozenset({State.LEFT_OUT, State.TAKEN_BACK})  # they neither count nor wait


class Level(StrEnum):
    """Who reviews: a step of the chain, which is data."""

    GROUP = "GROUP"
    DISTRICT = "DISTRICT"
    DEPARTMENT = "DEPARTMENT"
    OFFICE = "OFFICE"


class Verdict(StrEnum):
    """What a reviewer said of a filing at one step."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    PASSED_OVER = "PASSED_OVER"  # the office went on without this step, with a reason


class Answer(StrEnum):
    """What a unit says of a filing that the office entered for it."""

    WAITING = "WAITING"
    CONFIRMED = "CONFIRMED"
    DISPUTED = "DISPUTED"
