"""Parsing of what is typed about issues."""

from .acts import (
    ActForm,
    Assigning,
    Deciding,
    HandingOver,
    Merging,
    Pausing,
    Putting,
    Reason,
    Remark,
    Solving,
    Splitting,
    TaskDone,
    TaskForm,
    TaskReturned,
)
from .bulk import Many, ManyReason, ManyToUnit
from .raising import RaiseForm

__all__ = [
    "ActForm",
    "Assigning",
    "Deciding",
    "HandingOver",
    "Many",
    "ManyReason",
    "ManyToUnit",
    "Merging",
    "Pausing",
    "Putting",
    "RaiseForm",
    "Reason",
    "Remark",
    "Solving",
    "Splitting",
    "TaskDone",
    "TaskForm",
    "TaskReturned",
]
