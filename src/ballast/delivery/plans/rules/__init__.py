"""What the year's plan decides: classes, conditions of entry, adjustments, targets."""

from .adjusting import Item, Standing, item_faults, outcome
from .amounts import MONTHS, amount_faults, plan_progress, splits
from .classes import NEEDS_AMOUNT, Placed, by_dates, fixed, rolled_class
from .codes import (
    CITY_WORDS,
    PLAN_CLASS_WORDS,
    PROVINCE_WORDS,
    SERIES_WORDS,
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
from .targets import MARKS, Goal, Part, Progress, Work, days_asked, progress
from .windows import Days, declaring_is_open

__all__ = [
    "CITY_WORDS",
    "MARKS",
    "MONTHS",
    "NEEDS_AMOUNT",
    "PLAN_CLASS_WORDS",
    "PROVINCE_WORDS",
    "SERIES_WORDS",
    "AdjustmentKind",
    "Case",
    "Condition",
    "ConditionCode",
    "Days",
    "Declared",
    "Goal",
    "Item",
    "Measure",
    "Note",
    "Part",
    "Placed",
    "PlanClass",
    "Progress",
    "Purpose",
    "Result",
    "Series",
    "Span",
    "Standing",
    "Work",
    "amount_faults",
    "by_dates",
    "conditions",
    "days_asked",
    "declaring_is_open",
    "fixed",
    "item_faults",
    "outcome",
    "plan_progress",
    "progress",
    "rolled_class",
    "splits",
]
