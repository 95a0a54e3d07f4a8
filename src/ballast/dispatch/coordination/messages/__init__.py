"""What is said of instructions and sweeps, and how their services refuse."""

from .instructions import FORMS, INSTRUCTION_WORDS, STANDINGS
from .notices import NOTICES
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

WORDS = {**INSTRUCTION_WORDS, **SWEEP_WORDS}
