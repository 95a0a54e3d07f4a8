"""What is said of instructions, sweeps and issues, and how their services refuse."""

from .handovers import HANDOVER_NOTICES, HANDOVER_WORDS
from .instructions import FORMS, INSTRUCTION_WORDS, STANDINGS
from .issue_notices import ISSUE_NOTICES
from .issue_refusals import ISSUE_WORDS
from .issues import (
    BY_ITSELF,
    CAUSES,
    DECISIONS,
    ISSUE_STATES,
    LEVELS,
    PAUSE_REASONS,
    PRESET_NAMES,
    SEVERITIES,
    SOURCES,
    STEPS_OF_ISSUES,
    left_in_words,
    on_paper,
)
from .notices import NOTICES as INSTRUCTION_NOTICES
from .plans import PLAN_NOTICES, PLAN_WORDS
from .sweeps import ANSWERED, KINDS, STATES, STEPS, SWEEP_WORDS, said, templates
from .tasks import standing_of

__all__ = [
    "ANSWERED",
    "BY_ITSELF",
    "CAUSES",
    "DECISIONS",
    "FORMS",
    "ISSUE_STATES",
    "KINDS",
    "LEVELS",
    "NOTICES",
    "PAUSE_REASONS",
    "PRESET_NAMES",
    "SEVERITIES",
    "SOURCES",
    "STANDINGS",
    "STATES",
    "STEPS",
    "STEPS_OF_ISSUES",
    "WORDS",
    "left_in_words",
    "on_paper",
    "said",
    "standing_of",
    "templates",
]

WORDS = {
    **INSTRUCTION_WORDS,
    **SWEEP_WORDS,
    **ISSUE_WORDS,
    **PLAN_WORDS,
    **HANDOVER_WORDS,
}
NOTICES = {**INSTRUCTION_NOTICES, **ISSUE_NOTICES, **PLAN_NOTICES, **HANDOVER_NOTICES}
