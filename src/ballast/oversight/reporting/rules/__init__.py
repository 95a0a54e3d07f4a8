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
from .loop import Loop
from .month import Lamps, Listed, Month, Part, by_completion, lead_change, month_yuan
from .sending import SENT, Layout, Pair, SentDifference, SentLine, difference, kept
from .snapshot import Cause, Departure, NoSnapshot, NotClosed, Replay
from .standing import Curve, Cut, Ranked, curve, fallen, ranked

__all__ = [
    "FILED",
    "FROZEN",
    "PLANNED",
    "SENT",
    "SHOWN",
    "Cause",
    "Curve",
    "Cut",
    "Departure",
    "Difference",
    "Figures",
    "FrozenFault",
    "FrozenKind",
    "Lamps",
    "Layout",
    "Listed",
    "Loop",
    "Mark",
    "Month",
    "NoSnapshot",
    "NotClosed",
    "Pair",
    "Part",
    "Ranked",
    "Replay",
    "SentDifference",
    "SentLine",
    "Sums",
    "Trail",
    "UnitSums",
    "by_completion",
    "curve",
    "difference",
    "differences",
    "digest",
    "fallen",
    "in_order",
    "kept",
    "lead_change",
    "month_yuan",
    "ranked",
    "together",
    "trail_digest",
]
