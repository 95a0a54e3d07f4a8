"""Judging months, publishing rulebooks, letting projects off for a time."""

from .evaluating import Evaluated, LampsEvaluated, evaluate
from .exempting import (
    Exempted,
    Exempting,
    ExemptionEnded,
    ExemptionRefused,
    end_exemptions,
    exempt,
)
from .publishing import RulebookNotNew, RulebookPublished, RulebookTooEarly, publish

__all__ = [
    "Evaluated",
    "Exempted",
    "Exempting",
    "ExemptionEnded",
    "ExemptionRefused",
    "LampsEvaluated",
    "RulebookNotNew",
    "RulebookPublished",
    "RulebookTooEarly",
    "end_exemptions",
    "evaluate",
    "exempt",
    "publish",
]
