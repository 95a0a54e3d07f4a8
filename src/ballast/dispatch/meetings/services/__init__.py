"""Everything that changes meetings; each call one transaction and one entry."""

from .asking import TopicDraft, admit, ask, place, send_back
from .deciding import DecisionDraft, StatementDraft, decide, speak, take_back, undo
from .events import (
    AttendanceKept,
    DecisionsMade,
    DecisionsUndone,
    DispatchTableSet,
    MeetingAmended,
    MeetingMoved,
    MeetingsPlanned,
    OpinionGiven,
    OpinionsAsked,
    StatementMade,
    StatementTakenBack,
    TopicAdvised,
    TopicPlaced,
    TopicsAdmitted,
    TopicsAsked,
    TopicsSentBack,
)
from .grading import set_dispatch
from .opining import advise, ask_opinions, opine
from .planning import MeetingDraft, Seat, amend, attend, move, plan
from .refusals import MeetingsRefused, MovedMeanwhile

__all__ = [
    "AttendanceKept",
    "DecisionDraft",
    "DecisionsMade",
    "DecisionsUndone",
    "DispatchTableSet",
    "MeetingAmended",
    "MeetingDraft",
    "MeetingMoved",
    "MeetingsPlanned",
    "MeetingsRefused",
    "MovedMeanwhile",
    "OpinionGiven",
    "OpinionsAsked",
    "Seat",
    "StatementDraft",
    "StatementMade",
    "StatementTakenBack",
    "TopicAdvised",
    "TopicDraft",
    "TopicPlaced",
    "TopicsAdmitted",
    "TopicsAsked",
    "TopicsSentBack",
    "admit",
    "advise",
    "amend",
    "ask",
    "ask_opinions",
    "attend",
    "decide",
    "move",
    "opine",
    "place",
    "plan",
    "send_back",
    "set_dispatch",
    "speak",
    "take_back",
    "undo",
]
