"""What a ledger's rows say, which projects they mean, and what an import comes to."""

from .handing import NOBODY, Share
from .likeness import LOOSELY, Names, Near, nearest
from .matching import Known, Match, Matcher, Repeat, Wanted, doubled, repeats
from .rows import FINISH, LedgerRow
from .states import FILING, OUTSIDE, PLAN, UNDER_WAY, Standing, State, is_stalled

__all__ = [
    "FILING",
    "FINISH",
    "LOOSELY",
    "NOBODY",
    "OUTSIDE",
    "PLAN",
    "UNDER_WAY",
    "Known",
    "LedgerRow",
    "Match",
    "Matcher",
    "Names",
    "Near",
    "Repeat",
    "Share",
    "Standing",
    "State",
    "Wanted",
    "doubled",
    "is_stalled",
    "nearest",
    "repeats",
]
