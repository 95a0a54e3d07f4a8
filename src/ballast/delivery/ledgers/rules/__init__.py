"""What a ledger's rows say, which projects they mean, and what an import comes to."""

from .named import MonthRow, Named, PlanRow, Repeat, pick, repeats
from .rows import LedgerRow
from .states import FILING, OUTSIDE, PLAN, Standing, State

__all__ = [
    "FILING",
    "OUTSIDE",
    "PLAN",
    "LedgerRow",
    "MonthRow",
    "Named",
    "PlanRow",
    "Repeat",
    "Standing",
    "State",
    "pick",
    "repeats",
]
