"""Writing the register: many projects at a time, one journal entry for each use case."""

from .entering import Draft, Registered, amend, enter, register
from .reach import OutOfReach, reached
from .responsibilities import (
    Appointment,
    Ending,
    Handover,
    ResponsibilitiesChanged,
    assign,
    end,
    hand_over,
)
from .shares import SharesSplit, Split, split_shares

__all__ = [
    "Appointment",
    "Draft",
    "Ending",
    "Handover",
    "OutOfReach",
    "Registered",
    "ResponsibilitiesChanged",
    "SharesSplit",
    "Split",
    "amend",
    "assign",
    "end",
    "enter",
    "hand_over",
    "reached",
    "register",
    "split_shares",
]
