"""What the year's plan decides: classes, conditions of entry, adjustments, targets."""

from .adjusting import Item, Standing, item_faults, outcome
from .amounts import amount_faults
from .classes import NEEDS_AMOUNT, Placed, by_dates, fixed
from .codes import (
    PLAN_CLASS_WORDS,
    AdjustmentKind,
    Declared,
    Measure,
    Note,
    PlanClass,
    Purpose,
    Result,
    Series,
    Span,
)
from .conditions import Case, Condition, ConditionCode, conditions
from .windows import Days, declaring_is_open

__all__ = [
    "NEEDS_AMOUNT",
    "PLAN_CLASS_WORDS",
    "AdjustmentKind",
    "Case",
    "Condition",
    "ConditionCode",
    "Days",
    "Declared",
    "Item",
    "Measure",
    "Note",
    "Placed",
    "PlanClass",
    "Purpose",
    "Result",
    "Series",
    "Span",
    "Standing",
    "amount_faults",
    "by_dates",
    "conditions",
    "declaring_is_open",
    "fixed",
    "item_faults",
    "outcome",
]
