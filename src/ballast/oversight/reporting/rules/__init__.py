"""What a month amounts to, and what a closed one holds."""

from .closing import (
    FILED,
    FROZEN,
    PLANNED,
    SHOWN,
    Difference,
    FrozenFault,
    FrozenKind,
    Trail,
    differences,
    digest,
    trail_digest,
)
from .figures import Figures, Mark, Sums, UnitSums, in_order, together
from .sending import SENT, Layout, Pair, SentDifference, SentLine, difference, kept
from .snapshot import Cause, Departure, NoSnapshot, NotClosed, Replay

__all__ = [
    "FILED",
    "FROZEN",
    "PLANNED",
    "SENT",
    "SHOWN",
    "Cause",
    "Departure",
    "Difference",
    "Figures",
    "FrozenFault",
    "FrozenKind",
    "Layout",
    "Mark",
    "NoSnapshot",
    "NotClosed",
    "Pair",
    "Replay",
    "SentDifference",
    "SentLine",
    "Sums",
    "Trail",
    "UnitSums",
    "difference",
    "differences",
    "digest",
    "in_order",
    "kept",
    "together",
    "trail_digest",
]
