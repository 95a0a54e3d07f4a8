"""会议: of which kind a meeting is, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Which meetings an office of key projects holds."""

    WEEKLY = "weekly"  # 周调度会
    BIWEEKLY = "biweekly"  # 双周六张清单调度会
    MONTHLY = "monthly"  # 月度调度会
    QUARTERLY = "quarterly"  # 季度推进会
    OBSERVATION = "observation"  # 现场观摩暨调度会
    JOINT = "joint"  # 联合研判会
    AD_HOC = "ad_hoc"  # 专题协调会


class State(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    ASKING = "asking"  # topics are asked for
    FIXED = "fixed"  # the agenda stands
    RUNNING = "running"
    HELD = "held"
    SENT = "sent"  # its minutes went out: nothing in it is changed any more
    CALLED_OFF = "called_off"


class Act(StrEnum):
    """What moves a meeting on."""

    ASK = "ask"
    FIX = "fix"
    REOPEN = "reopen"  # the agenda, while nobody sits yet
    START = "start"
    END = "end"
    RESUME = "resume"  # something was forgotten
    SEND = "send"
    CALL_OFF = "call_off"


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an act takes a meeting where."""

    since: frozenset[State]
    to: State


# Where what a unit left unanswered fits: those that go through all that is due.
DISPATCHING = frozenset({Kind.WEEKLY, Kind.BIWEEKLY, Kind.MONTHLY, Kind.QUARTERLY})
BEFORE = frozenset({State.PLANNED, State.ASKING, State.FIXED})
COMING = BEFORE | {State.RUNNING}
PAST = frozenset({State.HELD, State.SENT})
MINUTED = frozenset({State.RUNNING, State.HELD})  # decisions are written, and undone

MOVES: Mapping[Act, Move] = {
    Act.ASK: Move(frozenset({State.PLANNED}), State.ASKING),
    Act.FIX: Move(frozenset({State.PLANNED, State.ASKING}), State.FIXED),
    Act.REOPEN: Move(frozenset({State.FIXED}), State.ASKING),
    Act.START: Move(frozenset({State.FIXED}), State.RUNNING),
    Act.END: Move(frozenset({State.RUNNING}), State.HELD),
    Act.RESUME: Move(frozenset({State.HELD}), State.RUNNING),
    Act.SEND: Move(frozenset({State.HELD}), State.SENT),
    Act.CALL_OFF: Move(BEFORE, State.CALLED_OFF),
}


def offered(state: State) -> list[Act]:
    """What may be done next with a meeting."""
    return [act for act, move in MOVES.items() if state in move.since]


class Part(StrEnum):
    """How somebody takes part: minutes name the three apart (GB/T 9704, 10.3)."""

    ATTENDS = "attends"  # 出席
    EXCUSED = "excused"  # 请假
    SITS_IN = "sits_in"  # 列席


def number_of(year: int, serial: int) -> str:
    """M2023-10: a decision is known by it, M2023-10-3."""
    return f"M{year}-{serial}"


def topics_until(held_on: date, said: date | None) -> date:
    """The last day to ask for topics: as said, else that of the meeting."""
    return said or held_on
