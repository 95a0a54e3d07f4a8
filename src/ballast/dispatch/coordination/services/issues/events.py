"""What may happen to issues and their tasks; each names the numbers of the issues."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesEvent(Event):
    """The subject of each of these is the number of the first issue."""

    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesRaised(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesRaisedAgain(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_raised_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesAccepted(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesSentBack(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesTakenInHand(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_taken_in_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesPaused(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PausesEnded(IssuesEvent):
    code: ClassVar[str] = "coordination.pauses_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesAssigned(IssuesEvent):
    """A person of the unit that leads answers for them now."""

    code: ClassVar[str] = "coordination.issues_assigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesOffered(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersDeclined(IssuesEvent):
    code: ClassVar[str] = "coordination.offers_declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersTakenBack(IssuesEvent):
    """Who offered them changed their mind before the unit asked had answered."""

    code: ClassVar[str] = "coordination.offers_taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesHandedOver(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesEscalated(IssuesEvent):
    """They are at another level now, because their time ran out or somebody asked."""

    code: ClassVar[str] = "coordination.issues_escalated"
    level: int
    by_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionsAsked(IssuesEvent):
    """Only a signed petition takes them to the highest level."""

    code: ClassVar[str] = "coordination.petitions_asked"
    by_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionsDropped(IssuesEvent):
    """Their petitions were thrown away: they may be asked for again."""

    code: ClassVar[str] = "coordination.petitions_dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesSolved(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesConfirmed(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionsRefused(IssuesEvent):
    code: ClassVar[str] = "coordination.solutions_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesLeftToOffice(IssuesEvent):
    """The raiser kept silent."""

    code: ClassVar[str] = "coordination.issues_left_to_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesDecided(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_decided"
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesReopened(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesWithdrawn(IssuesEvent):
    code: ClassVar[str] = "coordination.issues_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesMerged(IssuesEvent):
    """The subject is the number of the one that holds them now."""

    code: ClassVar[str] = "coordination.issues_merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesSplit(IssuesEvent):
    """The subject is the one that was split; ``issues`` are its new parts."""

    code: ClassVar[str] = "coordination.issues_split"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesRedated(IssuesEvent):
    """The calendar of working days changed, and with it their limits."""

    code: ClassVar[str] = "coordination.issues_redated"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesNear(IssuesEvent):
    """Two working days are left to their limits."""

    code: ClassVar[str] = "coordination.issues_near"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesReminded(IssuesEvent):
    """The office presses those who lead them."""

    code: ClassVar[str] = "coordination.issues_reminded"


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderSet(Event):
    """Levels and clocks from a day on, which is the subject."""

    code: ClassVar[str] = "coordination.ladder_set"
    preset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksEvent(IssuesEvent):
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksAssigned(TasksEvent):
    code: ClassVar[str] = "coordination.tasks_assigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksReported(TasksEvent):
    code: ClassVar[str] = "coordination.tasks_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksAccepted(TasksEvent):
    code: ClassVar[str] = "coordination.tasks_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksReturned(TasksEvent):
    code: ClassVar[str] = "coordination.tasks_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksWithdrawn(TasksEvent):
    code: ClassVar[str] = "coordination.tasks_withdrawn"
