"""Bringing in a workbook: every fault at once and nothing written, or all of it in one go."""

from .bringing import Brought, bring_in
from .committing import MonthImported, PlanImported
from .giving import marked
from .handing_out import NothingDue, Sheet, notice, unit_sheets, zipped
from .importing import answer, commit, discard, look, look_again, match, receive
from .intake import UnitNotYours, Workbook
from .mapping import MappingWrong, mapped
from .outside import OutsideImported, import_outside
from .queueing import commit_queued, queue_commit, queue_undo, undo_queued
from .refusals import CurrencyForeign, ImportDecided, ImportUnknown, LedgerRefused, UndoRefused
from .undoing import ImportUndone, undo

__all__ = [
    "Brought",
    "CurrencyForeign",
    "ImportDecided",
    "ImportUndone",
    "ImportUnknown",
    "LedgerRefused",
    "MappingWrong",
    "MonthImported",
    "NothingDue",
    "OutsideImported",
    "PlanImported",
    "Sheet",
    "UndoRefused",
    "UnitNotYours",
    "Workbook",
    "answer",
    "bring_in",
    "commit",
    "commit_queued",
    "discard",
    "import_outside",
    "look",
    "look_again",
    "mapped",
    "marked",
    "match",
    "notice",
    "queue_commit",
    "queue_undo",
    "receive",
    "undo",
    "undo_queued",
    "unit_sheets",
    "zipped",
]
