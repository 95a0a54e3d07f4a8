"""Reads the register."""

from .facts import facts, measures, memberships
from .people import holders, parties, shares
from .reach import by_name, visible_to, within_reach
from .resting import resting

__all__ = [
    "by_name",
    "facts",
    "holders",
    "measures",
    "memberships",
    "parties",
    "resting",
    "shares",
    "visible_to",
    "within_reach",
]
