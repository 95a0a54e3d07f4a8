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
from .steps import StepDraft, StepsRecorded, put_steps, record_steps

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
    "StepDraft",
    "StepsRecorded",
    "amend",
    "assign",
    "end",
    "enter",
    "hand_over",
    "put_steps",
    "reached",
    "record_steps",
    "register",
    "split_shares",
]
