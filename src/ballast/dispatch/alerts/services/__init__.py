"""Judging months, warnings and their issue, publishing rulebooks, letting projects off."""

from .evaluating import Evaluated, LampsEvaluated, evaluate, one_at_a_time
from .exempting import (
    Exempted,
    Exempting,
    ExemptionEnded,
    ExemptionRefused,
    end_exemptions,
    exempt,
)
from .issuing import (
    EarlierNotIssued,
    IssuedAlready,
    NothingToIssue,
    UnjudgedRed,
    WarningsIssued,
    issue,
)
from .judging import (
    LettingOff,
    WarningNotPending,
    WarningsJudged,
    WordingMissing,
    confirm,
    let_off,
    reword,
    undo,
)
from .publishing import RulebookNotNew, RulebookPublished, RulebookTooEarly, publish
from .telling import tell_issued
from .trying import NothingToTry, RulebookTried, run_trial, try_rulebook
from .withdrawing import WarningsWithdrawn, withdraw

__all__ = [
    "EarlierNotIssued",
    "Evaluated",
    "Exempted",
    "Exempting",
    "ExemptionEnded",
    "ExemptionRefused",
    "IssuedAlready",
    "LampsEvaluated",
    "LettingOff",
    "NothingToIssue",
    "NothingToTry",
    "RulebookNotNew",
    "RulebookPublished",
    "RulebookTooEarly",
    "RulebookTried",
    "UnjudgedRed",
    "WarningNotPending",
    "WarningsIssued",
    "WarningsJudged",
    "WarningsWithdrawn",
    "WordingMissing",
    "confirm",
    "end_exemptions",
    "evaluate",
    "exempt",
    "issue",
    "let_off",
    "one_at_a_time",
    "publish",
    "reword",
    "run_trial",
    "tell_issued",
    "try_rulebook",
    "undo",
    "withdraw",
]
