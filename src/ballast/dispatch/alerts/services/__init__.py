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
from .trying import NothingToTry, RulebookTried, run_trial, try_rulebook

__all__ = [
    "Evaluated",
    "Exempted",
    "Exempting",
    "ExemptionEnded",
    "ExemptionRefused",
    "LampsEvaluated",
    "NothingToTry",
    "RulebookNotNew",
    "RulebookPublished",
    "RulebookTooEarly",
    "RulebookTried",
    "end_exemptions",
    "evaluate",
    "exempt",
    "publish",
    "run_trial",
    "try_rulebook",
]
