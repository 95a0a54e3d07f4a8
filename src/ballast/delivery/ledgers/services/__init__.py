"""Bringing in a workbook: every fault at once and nothing written, or all of it in one go."""

from .importing import (
    Brought,
    Workbook,
    answer,
    bring_in,
    commit,
    discard,
    look,
    match,
    receive,
    undo,
)
from .intake import Imported, LedgerRefused
from .months import MonthImported, import_month
from .outside import OutsideImported, import_outside
from .plans import PlanImported, import_plan

__all__ = [
    "Brought",
    "Imported",
    "LedgerRefused",
    "MonthImported",
    "OutsideImported",
    "PlanImported",
    "Workbook",
    "answer",
    "bring_in",
    "commit",
    "discard",
    "import_month",
    "import_outside",
    "import_plan",
    "look",
    "match",
    "receive",
    "undo",
]
