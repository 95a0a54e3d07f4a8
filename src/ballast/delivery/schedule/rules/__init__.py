"""Weeks, what is told of a task, how units are counted and put in order; no database."""

from .counting import Tally, Told, by_unit, ordered, tally
from .proposing import Due, Origin, Proposal, Undone, from_nodes, from_undone
from .states import LONGEST, TaskState, says_something
from .weeks import NOON, NotAWeek, Week, bulletin_on, closes_on, is_late

__all__ = [
    "LONGEST",
    "NOON",
    "Due",
    "NotAWeek",
    "Origin",
    "Proposal",
    "Tally",
    "TaskState",
    "Told",
    "Undone",
    "Week",
    "bulletin_on",
    "by_unit",
    "closes_on",
    "from_nodes",
    "from_undone",
    "is_late",
    "ordered",
    "says_something",
    "tally",
]
