"""What is said of meetings, and how their services refuse."""

from .names import (
    ACTS,
    CAME,
    CLASSES,
    DISPATCHERS,
    DUE,
    EVERY,
    FATES,
    GRADES,
    KINDS,
    OCCASIONS,
    PARTS,
    SPEECHES,
    STATES,
    TOPIC_STATES,
    UNDONE,
)
from .notices import NOTICES
from .refusals import WORDS

__all__ = [
    "ACTS",
    "CAME",
    "CLASSES",
    "DISPATCHERS",
    "DUE",
    "EVERY",
    "FATES",
    "GRADES",
    "KINDS",
    "NOTICES",
    "OCCASIONS",
    "PARTS",
    "SPEECHES",
    "STATES",
    "TOPIC_STATES",
    "UNDONE",
    "WORDS",
]
