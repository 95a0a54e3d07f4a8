"""What an instruction and a sweep are, without a database."""

from .answers import Answer, Total, Unread, complete, read, total
from .instructions import Form, Standing, Tally, standing, tally
from .questions import (
    MOST_QUESTIONS,
    Fault,
    Kind,
    Question,
    faults_of,
    from_json,
    to_json,
)
from .sweeps import Act, Answered, Over, State, answered, mark

__all__ = [
    "MOST_QUESTIONS",
    "Act",
    "Answer",
    "Answered",
    "Fault",
    "Form",
    "Kind",
    "Over",
    "Question",
    "Standing",
    "State",
    "Tally",
    "Total",
    "Unread",
    "answered",
    "complete",
    "faults_of",
    "from_json",
    "mark",
    "read",
    "standing",
    "tally",
    "to_json",
    "total",
]
