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
