"""What a month amounts to, and what a closed one holds."""

from .closing import FILED, FROZEN, Difference, FrozenFault, FrozenKind, differences, digest
from .figures import Figures, Sums, UnitSums, in_order, together

__all__ = [
    "FILED",
    "FROZEN",
    "Difference",
    "Figures",
    "FrozenFault",
    "FrozenKind",
    "Sums",
    "UnitSums",
    "differences",
    "digest",
    "in_order",
    "together",
]
