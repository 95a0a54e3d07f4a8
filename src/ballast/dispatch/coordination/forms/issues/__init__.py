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
    TaskTakenBack,
)
from .bulk import Many, ManyReason, ManyTask, ManyToUnit
from .ladder import LadderForm, as_typed
from .raising import RaiseForm

__all__ = [
    "ActForm",
    "Assigning",
    "Deciding",
    "HandingOver",
    "LadderForm",
    "Many",
    "ManyReason",
    "ManyTask",
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
    "TaskTakenBack",
    "as_typed",
]
