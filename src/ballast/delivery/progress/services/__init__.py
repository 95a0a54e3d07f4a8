"""Opening periods, filing for them, reviewing, and deciding which figure counts."""

from ballast.delivery.progress.rules import CorrectionDraft, Report

from .answers import answer
from .bench import ReasonMissing, ReviewRefused
from .calendars import CalendarSet, set_calendar
from .chains import ChainSet, set_chain
from .counting import recount
from .drafting import TABLE as FILINGS
from .drafting import FilingRefused, FilingUnderReview
from .filing import (
    DraftsDiscarded,
    FilingNotDraft,
    FilingsDrafted,
    FilingsEnteredFor,
    FilingsSubmitted,
    discard,
    enter_for,
    save,
    submit,
)
from .importing import Laid, Put, lay_out, put
from .nodes import record_nodes
from .opening import (
    DutiesFollowed,
    PeriodNotFiled,
    WindowRunsBackward,
    WindowsSet,
    follow,
    open_periods,
    set_windows,
)
from .placing import place
from .reminding import FilingsReminded, ReminderRefused, remind
from .reviewing import Accepted, FilingsAccepted, FilingsSentBack, accept, leave_out, send_back
from .telling import tell_entered_for, tell_of_windows, tell_reminded, tell_returned
from .undoing import relied_upon, take_back

__all__ = [
    "FILINGS",
    "Accepted",
    "CalendarSet",
    "ChainSet",
    "CorrectionDraft",
    "DraftsDiscarded",
    "DutiesFollowed",
    "FilingNotDraft",
    "FilingRefused",
    "FilingUnderReview",
    "FilingsAccepted",
    "FilingsDrafted",
    "FilingsEnteredFor",
    "FilingsReminded",
    "FilingsSentBack",
    "FilingsSubmitted",
    "Laid",
    "PeriodNotFiled",
    "Put",
    "ReasonMissing",
    "ReminderRefused",
    "Report",
    "ReviewRefused",
    "WindowRunsBackward",
    "WindowsSet",
    "accept",
    "answer",
    "discard",
    "enter_for",
    "follow",
    "lay_out",
    "leave_out",
    "open_periods",
    "place",
    "put",
    "record_nodes",
    "recount",
    "relied_upon",
    "remind",
    "save",
    "send_back",
    "set_calendar",
    "set_chain",
    "set_windows",
    "submit",
    "take_back",
    "tell_entered_for",
    "tell_of_windows",
    "tell_reminded",
    "tell_returned",
]
