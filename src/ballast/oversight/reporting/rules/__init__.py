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

__all__ = [
    "FILED",
    "FROZEN",
    "PLANNED",
    "SHOWN",
    "Difference",
    "Figures",
    "FrozenFault",
    "FrozenKind",
    "Mark",
    "Sums",
    "Trail",
    "UnitSums",
    "differences",
    "digest",
    "in_order",
    "together",
    "trail_digest",
]
