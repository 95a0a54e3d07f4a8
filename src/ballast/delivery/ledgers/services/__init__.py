"""Bringing in a workbook: every fault at once and nothing written, or all of it in one go."""

from .handing_out import NothingDue, Sheet, notice, unit_sheets, zipped
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
    "NothingDue",
    "OutsideImported",
    "PlanImported",
    "Sheet",
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
    "notice",
    "receive",
    "undo",
    "unit_sheets",
    "zipped",
]
