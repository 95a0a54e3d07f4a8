"""What a month amounts to, and what a closed one holds."""

from .closing import (
    FILED,
    FROZEN,
    PLANNED,
    SHOWN,
    Difference,
    FrozenFault,
    FrozenKind,
    differences,
    digest,
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
    "UnitSums",
    "differences",
    "digest",
    "in_order",
    "together",
]
