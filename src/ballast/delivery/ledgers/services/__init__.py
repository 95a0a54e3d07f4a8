"""Bringing in a workbook: every fault at once and nothing written, or all of it in one go."""

from .intake import Imported, LedgerRefused
from .months import MonthImported, import_month
from .outside import OutsideImported, import_outside
from .plans import PlanImported, import_plan

__all__ = [
    "Imported",
    "LedgerRefused",
    "MonthImported",
    "OutsideImported",
    "PlanImported",
    "import_month",
    "import_outside",
    "import_plan",
]
