"""Judging months, warnings, their issue and their checks, rulebooks, letting projects off."""

from .checking import CheckAnswer, ChecksAnswered, ChecksRefused, answer_checks
from .climbing import (
    CheckLimitsSet,
    ChecksClimbed,
    ChecksReminded,
    LimitsUnfit,
    NothingToRemind,
    remind_checks,
    run_check_clocks,
    set_check_limits,
)
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
from .matters import reopen_relapsed
from .publishing import RulebookNotNew, RulebookPublished, RulebookTooEarly, publish
from .redating import ChecksRedated, redate_checks
from .returning import NothingToReturn, return_disputed
from .telling import tell_issued
from .telling_checks import tell_asked, tell_disputed
from .trying import NothingToTry, RulebookTried, run_trial, try_rulebook
from .withdrawing import WarningsWithdrawn, withdraw

__all__ = [
    "CheckAnswer",
    "CheckLimitsSet",
    "ChecksAnswered",
    "ChecksClimbed",
    "ChecksRedated",
    "ChecksRefused",
    "ChecksReminded",
    "EarlierNotIssued",
    "Evaluated",
    "Exempted",
    "Exempting",
    "ExemptionEnded",
    "ExemptionRefused",
    "IssuedAlready",
    "LampsEvaluated",
    "LettingOff",
    "LimitsUnfit",
    "NothingToIssue",
    "NothingToRemind",
    "NothingToReturn",
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
    "answer_checks",
    "confirm",
    "end_exemptions",
    "evaluate",
    "exempt",
    "issue",
    "let_off",
    "one_at_a_time",
    "publish",
    "redate_checks",
    "remind_checks",
    "reopen_relapsed",
    "return_disputed",
    "reword",
    "run_check_clocks",
    "run_trial",
    "set_check_limits",
    "tell_asked",
    "tell_disputed",
    "tell_issued",
    "try_rulebook",
    "undo",
    "withdraw",
]
