"""What may happen to instructions and sweeps. No event carries a leader's words."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsEntered(Event):
    """The subject of each of these is the id of the first one."""

    code: ClassVar[str] = "coordination.instructions_entered"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsAmended(Event):
    code: ClassVar[str] = "coordination.instructions_amended"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsWithdrawn(Event):
    code: ClassVar[str] = "coordination.instructions_withdrawn"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReceived(Event):
    code: ClassVar[str] = "coordination.instructions_received"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReported(Event):
    code: ClassVar[str] = "coordination.instructions_reported"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReminded(Event):
    code: ClassVar[str] = "coordination.instructions_reminded"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepsOpened(Event):
    code: ClassVar[str] = "coordination.sweeps_opened"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepsMoved(Event):
    """Reminded, extended, closed, reopened or withdrawn: ``act`` says which."""

    code: ClassVar[str] = "coordination.sweeps_moved"
    act: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersKept(Event):
    """Drafts; the subject is the sweep's id."""

    code: ClassVar[str] = "coordination.answers_kept"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersHandedIn(Event):
    """The subject is the sweep's id."""

    code: ClassVar[str] = "coordination.answers_handed_in"
    count: int
