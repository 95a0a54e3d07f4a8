"""What the year's plan decides: classes, conditions of entry, adjustments, targets."""

from .codes import (
    PLAN_CLASS_WORDS,
    AdjustmentKind,
    Declared,
    Measure,
    PlanClass,
    Result,
    Series,
    Span,
)

__all__ = [
    "PLAN_CLASS_WORDS",
    "AdjustmentKind",
    "Declared",
    "Measure",
    "PlanClass",
    "Result",
    "Series",
    "Span",
]
