"""Meetings and what they are held by; who sees which is in the selectors."""

from .decisions import Decision, Statement
from .gatherings import Gathering, Look, RouteStop
from .graded import DispatchLine, DispatchTable
from .meetings import Attendance, Meeting
from .topics import Opinion, Topic

__all__ = [
    "Attendance",
    "Decision",
    "DispatchLine",
    "DispatchTable",
    "Gathering",
    "Look",
    "Meeting",
    "Opinion",
    "RouteStop",
    "Statement",
    "Topic",
]
