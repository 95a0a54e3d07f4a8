"""What is said of instructions and sweeps, and how their services refuse."""

from .instructions import FORMS, INSTRUCTION_WORDS, STANDINGS
from .issue_notices import ISSUE_NOTICES
from .issue_refusals import ISSUE_WORDS
from .notices import NOTICES as INSTRUCTION_NOTICES
from .sweeps import ANSWERED, KINDS, STATES, STEPS, SWEEP_WORDS, said, templates

__all__ = [
    "ANSWERED",
    "FORMS",
    "KINDS",
    "NOTICES",
    "STANDINGS",
    "STATES",
    "STEPS",
    "WORDS",
    "said",
    "templates",
]

WORDS = {**INSTRUCTION_WORDS, **SWEEP_WORDS, **ISSUE_WORDS}
NOTICES = {**INSTRUCTION_NOTICES, **ISSUE_NOTICES}
