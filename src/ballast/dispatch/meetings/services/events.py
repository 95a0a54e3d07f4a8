"""What may happen to meetings."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPlanned(Event):
    """The subject of each of these is the number of the first meeting."""

    code: ClassVar[str] = "meetings.planned"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAmended(Event):
    code: ClassVar[str] = "meetings.amended"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(Event):
    """Topics asked for, the agenda fixed, begun, ended, minutes sent, called off: ``act``."""

    code: ClassVar[str] = "meetings.moved"
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceKept(Event):
    code: ClassVar[str] = "meetings.attendance_kept"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchTableSet(Event):
    """The subject is its version."""

    code: ClassVar[str] = "meetings.dispatch_table_set"
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsAsked(Event):
    code: ClassVar[str] = "meetings.topics_asked"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsProposed(Event):
    """Put to a meeting by what nobody answered; the office admits them or sends them back."""

    code: ClassVar[str] = "meetings.topics_proposed"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsAdmitted(Event):
    code: ClassVar[str] = "meetings.topics_admitted"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsSentBack(Event):
    code: ClassVar[str] = "meetings.topics_sent_back"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPlaced(Event):
    """By hand, or back to where the rule has it."""

    code: ClassVar[str] = "meetings.topic_placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAdvised(Event):
    code: ClassVar[str] = "meetings.topic_advised"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsAsked(Event):
    code: ClassVar[str] = "meetings.opinions_asked"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Event):
    code: ClassVar[str] = "meetings.opinion_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsMade(Event):
    code: ClassVar[str] = "meetings.decisions_made"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsUndone(Event):
    code: ClassVar[str] = "meetings.decisions_undone"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade(Event):
    code: ClassVar[str] = "meetings.statement_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTakenBack(Event):
    code: ClassVar[str] = "meetings.statement_taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSet(Event):
    code: ClassVar[str] = "meetings.route_set"
    stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringEntered(Event):
    """The subject of this and the next is the id of the event."""

    code: ClassVar[str] = "meetings.gathering_entered"
    projects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringLookedAt(Event):
    code: ClassVar[str] = "meetings.gathering_looked_at"
    after: int
