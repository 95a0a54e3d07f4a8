"""Everything that changes instructions and sweeps; each call one transaction and one entry."""

from .answering import Given, hand_in, keep
from .closing import FurtherWord, close, close_quiet, set_closing_days, speak_again
from .entering import InstructionDraft, amend, enter, withdraw
from .events import (
    AnswersHandedIn,
    AnswersKept,
    ClosingDaysSet,
    InstructionsAmended,
    InstructionsClosed,
    InstructionsEntered,
    InstructionsReceived,
    InstructionsReminded,
    InstructionsReported,
    InstructionsSpokenAgain,
    InstructionsWithdrawn,
    SweepsMoved,
    SweepsOpened,
)
from .handing_on import (
    HandedOn,
    HandoverPlanned,
    HandoversTakenBack,
    plan_handover,
    run_handovers,
    take_back_handovers,
)
from .moving import close_sweeps, extend_sweeps, remind_sweeps, reopen_sweeps, withdraw_sweeps
from .opening import SweepDraft, asked_units, look_over, open_sweeps
from .refusals import (
    AnswersRefused,
    HandoversRefused,
    InstructionsRefused,
    SweepClosed,
    SweepsRefused,
)
from .reporting import ReportDraft, receive, remind, report
from .telling import tell_handed_on, tell_instructions, tell_sweeps

__all__ = [
    "AnswersHandedIn",
    "AnswersKept",
    "AnswersRefused",
    "ClosingDaysSet",
    "FurtherWord",
    "Given",
    "HandedOn",
    "HandoverPlanned",
    "HandoversRefused",
    "HandoversTakenBack",
    "InstructionDraft",
    "InstructionsAmended",
    "InstructionsClosed",
    "InstructionsEntered",
    "InstructionsReceived",
    "InstructionsRefused",
    "InstructionsReminded",
    "InstructionsReported",
    "InstructionsSpokenAgain",
    "InstructionsWithdrawn",
    "ReportDraft",
    "SweepClosed",
    "SweepDraft",
    "SweepsMoved",
    "SweepsOpened",
    "SweepsRefused",
    "amend",
    "asked_units",
    "close",
    "close_quiet",
    "close_sweeps",
    "enter",
    "extend_sweeps",
    "hand_in",
    "keep",
    "look_over",
    "open_sweeps",
    "plan_handover",
    "receive",
    "remind",
    "remind_sweeps",
    "reopen_sweeps",
    "report",
    "run_handovers",
    "set_closing_days",
    "speak_again",
    "take_back_handovers",
    "tell_handed_on",
    "tell_instructions",
    "tell_sweeps",
    "withdraw",
    "withdraw_sweeps",
]
