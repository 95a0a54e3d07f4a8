"""Everything that changes instructions and sweeps; each call one transaction and one entry."""

from .answering import Given, hand_in, keep
from .entering import InstructionDraft, amend, enter, withdraw
from .events import (
    AnswersHandedIn,
    AnswersKept,
    InstructionsAmended,
    InstructionsEntered,
    InstructionsReceived,
    InstructionsReported,
    InstructionsWithdrawn,
    SweepsMoved,
    SweepsOpened,
)
from .moving import close_sweeps, extend_sweeps, remind_sweeps, reopen_sweeps, withdraw_sweeps
from .opening import SweepDraft, asked_units, look_over, open_sweeps
from .refusals import AnswersRefused, InstructionsRefused, SweepClosed, SweepsRefused
from .reporting import ReportDraft, receive, remind, report

__all__ = [
    "AnswersHandedIn",
    "AnswersKept",
    "AnswersRefused",
    "Given",
    "InstructionDraft",
    "InstructionsAmended",
    "InstructionsEntered",
    "InstructionsReceived",
    "InstructionsRefused",
    "InstructionsReported",
    "InstructionsWithdrawn",
    "ReportDraft",
    "SweepClosed",
    "SweepDraft",
    "SweepsMoved",
    "SweepsOpened",
    "SweepsRefused",
    "amend",
    "asked_units",
    "close_sweeps",
    "enter",
    "extend_sweeps",
    "hand_in",
    "keep",
    "look_over",
    "open_sweeps",
    "receive",
    "remind",
    "remind_sweeps",
    "reopen_sweeps",
    "report",
    "withdraw",
    "withdraw_sweeps",
]
