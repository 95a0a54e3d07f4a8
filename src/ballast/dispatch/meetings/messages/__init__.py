"""What is said of meetings, and how their services refuse."""

from .names import (
    ACTS,
    CLASSES,
    DISPATCHERS,
    DUE,
    EVERY,
    FATES,
    GRADES,
    KINDS,
    LAMP_FAMILIES,
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
    "CLASSES",
    "DISPATCHERS",
    "DUE",
    "EVERY",
    "FATES",
    "GRADES",
    "KINDS",
    "LAMP_FAMILIES",
    "NOTICES",
    "PARTS",
    "SPEECHES",
    "STATES",
    "TOPIC_STATES",
    "UNDONE",
    "WORDS",
]
