"""Reads the register."""

from .facts import facts, measures, memberships
from .finding import search, similar
from .kinship import TwoCounts, two_counts
from .offers import Offers, offers
from .people import holders, parties, shares
from .reach import by_name, visible_to, within_reach
from .record import Record, amount_of, over_estimates, record
from .resting import resting
from .tables import tables

__all__ = [
    "Offers",
    "Record",
    "TwoCounts",
    "amount_of",
    "by_name",
    "facts",
    "holders",
    "measures",
    "memberships",
    "offers",
    "over_estimates",
    "parties",
    "record",
    "resting",
    "search",
    "shares",
    "similar",
    "tables",
    "two_counts",
    "visible_to",
    "within_reach",
]
