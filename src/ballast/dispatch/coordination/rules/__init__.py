"""What an instruction, a sweep and an issue are, without a database."""

from ballast.kernel.errors import Fault

from .answers import Answer, Total, Unread, complete, read, total
from .clocks import Rest, Timing, due_on, is_silent, timing
from .instructions import Form, Standing, Tally, standing, tally
from .issues import (
    OPEN,
    Cause,
    Decision,
    IssueState,
    PauseReason,
    Severity,
    Source,
    replay,
)
from .levels import PRESETS, STANDARD, Holder, Ladder, Level
from .questions import (
    MOST_QUESTIONS,
    Kind,
    Question,
    faults_of,
    from_json,
    to_json,
)
from .sweeps import Act, Answered, Over, State, answered, mark

__all__ = [
    "MOST_QUESTIONS",
    "OPEN",
    "PRESETS",
    "STANDARD",
    "Act",
    "Answer",
    "Answered",
    "Cause",
    "Decision",
    "Fault",
    "Form",
    "Holder",
    "IssueState",
    "Kind",
    "Ladder",
    "Level",
    "Over",
    "PauseReason",
    "Question",
    "Rest",
    "Severity",
    "Source",
    "Standing",
    "State",
    "Tally",
    "Timing",
    "Total",
    "Unread",
    "answered",
    "complete",
    "due_on",
    "faults_of",
    "from_json",
    "is_silent",
    "mark",
    "read",
    "replay",
    "standing",
    "tally",
    "timing",
    "to_json",
    "total",
]
