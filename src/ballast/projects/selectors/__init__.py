"""Reads the register."""

from .facts import facts, measures, memberships
from .finding import search, similar
from .kinship import TwoCounts, two_counts
from .people import holders, parties, shares
from .reach import by_name, visible_to, within_reach
from .resting import resting
from .tables import tables

__all__ = [
    "TwoCounts",
    "by_name",
    "facts",
    "holders",
    "measures",
    "memberships",
    "parties",
    "resting",
    "search",
    "shares",
    "similar",
    "tables",
    "two_counts",
    "visible_to",
    "within_reach",
]
