"""Meetings and what they are held by; who sees which is in the selectors."""

from .graded import DispatchLine, DispatchTable
from .meetings import Attendance, Meeting

__all__ = ["Attendance", "DispatchLine", "DispatchTable", "Meeting"]
