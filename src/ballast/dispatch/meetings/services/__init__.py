"""Everything that changes meetings; each call one transaction and one entry."""

from .events import (
    AttendanceKept,
    DispatchTableSet,
    MeetingAmended,
    MeetingMoved,
    MeetingsPlanned,
)
from .grading import set_dispatch
from .planning import MeetingDraft, Seat, amend, attend, move, plan
from .refusals import MeetingsRefused, MovedMeanwhile

__all__ = [
    "AttendanceKept",
    "DispatchTableSet",
    "MeetingAmended",
    "MeetingDraft",
    "MeetingMoved",
    "MeetingsPlanned",
    "MeetingsRefused",
    "MovedMeanwhile",
    "Seat",
    "amend",
    "attend",
    "move",
    "plan",
    "set_dispatch",
]
