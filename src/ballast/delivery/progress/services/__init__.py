"""Opening periods, filing for them, reviewing, and deciding which figure counts."""

from .answers import answer
from .bench import ReasonMissing, ReviewRefused
from .chains import set_chain
from .counting import recount
from .filing import Put, Report, put
from .opening import (
    DutiesFollowed,
    PeriodNotFiled,
    WindowRunsBackward,
    WindowsSet,
    follow,
    open_periods,
    set_windows,
)
from .reviewing import Accepted, FilingsAccepted, FilingsSentBack, accept, leave_out, send_back

__all__ = [
    "Accepted",
    "DutiesFollowed",
    "FilingsAccepted",
    "FilingsSentBack",
    "PeriodNotFiled",
    "Put",
    "ReasonMissing",
    "Report",
    "ReviewRefused",
    "WindowRunsBackward",
    "WindowsSet",
    "accept",
    "answer",
    "follow",
    "leave_out",
    "open_periods",
    "put",
    "recount",
    "send_back",
    "set_chain",
    "set_windows",
]
