"""Meetings and what they are held by; who sees which is in the selectors."""

from .decisions import Decision, Statement
from .graded import DispatchLine, DispatchTable
from .meetings import Attendance, Meeting
from .topics import Opinion, Topic

__all__ = [
    "Attendance",
    "Decision",
    "DispatchLine",
    "DispatchTable",
    "Meeting",
    "Opinion",
    "Statement",
    "Topic",
]
