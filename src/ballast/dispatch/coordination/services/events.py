"""What may happen to instructions and sweeps. No event carries a leader's words."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsEntered(Event):
    """The subject of each of these is the id of the first one; ``ids`` are those of all."""

    code: ClassVar[str] = "coordination.instructions_entered"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsAmended(Event):
    code: ClassVar[str] = "coordination.instructions_amended"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsWithdrawn(Event):
    code: ClassVar[str] = "coordination.instructions_withdrawn"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReceived(Event):
    code: ClassVar[str] = "coordination.instructions_received"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReported(Event):
    code: ClassVar[str] = "coordination.instructions_reported"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsSpokenAgain(Event):
    """A further word of the leader came; what was closed is open again."""

    code: ClassVar[str] = "coordination.instructions_spoken_again"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsClosed(Event):
    """By the office, or by the clock where no new word came."""

    code: ClassVar[str] = "coordination.instructions_closed"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDaysSet(Event):
    """After how many working days without a word an instruction is closed, from a day on."""

    code: ClassVar[str] = "coordination.closing_days_set"
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsReminded(Event):
    code: ClassVar[str] = "coordination.instructions_reminded"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepsOpened(Event):
    code: ClassVar[str] = "coordination.sweeps_opened"
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepsMoved(Event):
    """Reminded, extended, closed, reopened or withdrawn: ``act`` says which."""

    code: ClassVar[str] = "coordination.sweeps_moved"
    act: str
    count: int
    ids: tuple[int, ...] = ()


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
