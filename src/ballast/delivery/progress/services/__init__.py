"""Opening periods, filing for them, reviewing, and deciding which figure counts."""

from .answers import answer
from .bench import ReasonMissing, ReviewRefused
from .chains import set_chain
from .filing import Put, Report, put
from .reviewing import Accepted, FilingsAccepted, FilingsSentBack, accept, leave_out, send_back

__all__ = [
    "Accepted",
    "FilingsAccepted",
    "FilingsSentBack",
    "Put",
    "ReasonMissing",
    "Report",
    "ReviewRefused",
    "accept",
    "answer",
    "leave_out",
    "put",
    "send_back",
    "set_chain",
]
