"""Reading meetings and what belongs to them."""

from .graded import Due, Table, dispatch_table, due_dispatch, versions
from .meetings import Choice, attendances, chosen, last_of_kind, meetings, speaks_for

__all__ = [
    "Choice",
    "Due",
    "Table",
    "attendances",
    "chosen",
    "dispatch_table",
    "due_dispatch",
    "last_of_kind",
    "meetings",
    "speaks_for",
    "versions",
]
