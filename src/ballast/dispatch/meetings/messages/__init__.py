"""What is said of meetings, and how their services refuse."""

from .names import (
    ACTS,
    CLASSES,
    DISPATCHERS,
    DUE,
    EVERY,
    GRADES,
    KINDS,
    LAMP_FAMILIES,
    PARTS,
    STATES,
)
from .refusals import WORDS

__all__ = [
    "ACTS",
    "CLASSES",
    "DISPATCHERS",
    "DUE",
    "EVERY",
    "GRADES",
    "KINDS",
    "LAMP_FAMILIES",
    "PARTS",
    "STATES",
    "WORDS",
]
