"""States, levels, causes and sources of an issue, and how its days are told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext_lazy

from ballast.dispatch.coordination.rules.clocks import Timing
from ballast.dispatch.coordination.rules.issues import (
    Act,
    Cause,
    Decision,
    IssueState,
    PauseReason,
    Severity,
    Source,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.dispatch.coordination.selectors.issue_desk import Dated

ISSUE_STATES: Mapping[str, "StrPromise"] = {
    IssueState.RAISED.value: pgettext_lazy("issue", "To be accepted"),
    IssueState.SENT_BACK.value: pgettext_lazy("issue", "Sent back"),
    IssueState.ACCEPTED.value: pgettext_lazy("issue", "Accepted"),
    IssueState.IN_HAND.value: pgettext_lazy("issue", "In hand"),
    IssueState.SOLVED.value: pgettext_lazy("issue", "Solved, to be confirmed"),
    IssueState.CLOSED.value: pgettext_lazy("issue", "Closed"),
    IssueState.WITHDRAWN.value: pgettext_lazy("issue", "Withdrawn"),
    IssueState.MERGED.value: pgettext_lazy("issue", "Merged into another"),
}
LEVELS: Mapping[int, "StrPromise"] = {
    1: gettext_lazy("Level 1"),
    2: gettext_lazy("Level 2"),
    3: gettext_lazy("Level 3"),
    4: gettext_lazy("Level 4"),
    5: gettext_lazy("Level 5"),
}
SEVERITIES: Mapping[str, "StrPromise"] = {
    Severity.ORDINARY.value: pgettext_lazy("severity", "Ordinary"),
    Severity.MAJOR.value: pgettext_lazy("severity", "Major"),
    Severity.GRAVE.value: pgettext_lazy("severity", "Grave"),
}
CAUSES: Mapping[str, "StrPromise"] = {
    Cause.LAND_CLEARANCE.value: pgettext_lazy("cause", "Land clearance"),
    Cause.LAND_PROCEDURES.value: pgettext_lazy("cause", "Land procedures"),
    Cause.PROCEDURES.value: pgettext_lazy("cause", "Procedures before the start"),
    Cause.FUNDS.value: pgettext_lazy("cause", "Funds"),
    Cause.DESIGN.value: pgettext_lazy("cause", "Change of design"),
    Cause.CONTRACTOR.value: pgettext_lazy("cause", "Organisation of the works"),
    Cause.MARKET.value: pgettext_lazy("cause", "Market"),
    Cause.PIPELINES.value: pgettext_lazy("cause", "Moving of pipelines"),
    Cause.POWER.value: pgettext_lazy("cause", "Power and water"),
    Cause.WEATHER.value: pgettext_lazy("cause", "Weather"),
    Cause.OTHER.value: pgettext_lazy("cause", "Other"),
}
SOURCES: Mapping[str, "StrPromise"] = {
    Source.WARNING.value: pgettext_lazy("source", "Warning"),
    Source.FILING.value: pgettext_lazy("source", "Filing"),
    Source.SWEEP.value: pgettext_lazy("source", "Sweep"),
    Source.INSPECTION.value: pgettext_lazy("source", "Inspection"),
    Source.INSTRUCTION.value: pgettext_lazy("source", "Instruction"),
    Source.MEETING.value: pgettext_lazy("source", "Meeting"),
    Source.HAND.value: pgettext_lazy("source", "By hand"),
}
PAUSE_REASONS: Mapping[str, "StrPromise"] = {
    PauseReason.HIGHER_AUTHORITY.value: gettext_lazy("A word from a higher authority"),
    PauseReason.LEGAL_PROCEDURE.value: gettext_lazy(
        "A period set by law: publicity, hearing, suit"
    ),
    PauseReason.WEATHER.value: pgettext_lazy("pause", "The weather"),
    PauseReason.OTHER.value: pgettext_lazy("pause", "Something else"),
}
# The labels of jobs in steps and journal.
BY_ITSELF: Mapping[str, "StrPromise"] = {
    "clocks": gettext_lazy("By itself: the limit ran out"),
    "checks": gettext_lazy("By itself: out of a check"),
    "coordination.papers": gettext_lazy("By itself: a paper was sent"),
    "handovers": gettext_lazy("By itself: who held it handed over"),
}
DECISIONS: Mapping[str, "StrPromise"] = {
    Decision.CLOSE.value: gettext_lazy("The matter is settled: close it"),
    Decision.GO_ON.value: gettext_lazy("It is not settled: the unit goes on"),
}
STEPS_OF_ISSUES: Mapping[str, "StrPromise"] = {
    Act.RAISE.value: pgettext_lazy("issue step", "Raised"),
    Act.RAISE_AGAIN.value: pgettext_lazy("issue step", "Raised again"),
    Act.ACCEPT.value: pgettext_lazy("issue step", "Accepted"),
    Act.SEND_BACK.value: pgettext_lazy("issue step", "Sent back"),
    Act.TAKE_IN_HAND.value: pgettext_lazy("issue step", "Taken in hand"),
    Act.ASSIGN.value: pgettext_lazy("issue step", "Given to a person"),
    Act.PAUSE.value: pgettext_lazy("issue step", "Clock paused"),
    Act.END_PAUSE.value: pgettext_lazy("issue step", "Clock runs again"),
    Act.OFFER.value: pgettext_lazy("issue step", "Offered to another unit"),
    Act.DECLINE.value: pgettext_lazy("issue step", "Offer declined"),
    Act.TAKE_BACK.value: pgettext_lazy("issue step", "Offer taken back"),
    Act.HAND_OVER.value: pgettext_lazy("issue step", "Handed over"),
    Act.ESCALATE.value: pgettext_lazy("issue step", "Escalated"),
    Act.ASK.value: pgettext_lazy("issue step", "Petition to headquarters asked for"),
    Act.UNASK.value: pgettext_lazy("issue step", "Petition to headquarters dropped"),
    Act.SOLVE.value: pgettext_lazy("issue step", "Reported solved"),
    Act.CONFIRM.value: pgettext_lazy("issue step", "Confirmed and closed"),
    Act.REFUSE.value: pgettext_lazy("issue step", "Solution refused"),
    Act.DESK.value: pgettext_lazy("issue step", "Laid before the office to decide"),
    Act.DECIDE_CLOSED.value: pgettext_lazy("issue step", "Decided: settled"),
    Act.DECIDE_ON.value: pgettext_lazy("issue step", "Decided: goes on"),
    Act.REOPEN.value: pgettext_lazy("issue step", "Reopened"),
    Act.WITHDRAW.value: pgettext_lazy("issue step", "Withdrawn"),
    Act.MERGE.value: pgettext_lazy("issue step", "Merged into another"),
    Act.TAKE_IN.value: pgettext_lazy("issue step", "Took another in"),
    Act.SPLIT.value: pgettext_lazy("issue step", "Split"),
    Act.REDATE.value: pgettext_lazy("issue step", "Limit counted anew"),
    Act.PAPER.value: pgettext_lazy("issue step", "Paper sent"),
    Act.EXTEND.value: pgettext_lazy("issue step", "Limit extended"),
}


PRESET_NAMES: Mapping[str, "StrPromise"] = {
    "standard": gettext_lazy("Standard: 5 / 5 / 10 working days"),
    "13710": gettext_lazy("13710: accept in 1, solve in 7, major ones in 21"),
}


def on_paper(cause: str) -> str:
    """As papers call a cause: they are in Chinese, whatever language a screen is in."""
    with override("zh-hans"):
        return str(CAUSES[cause])


def left_in_words(limit: "Dated") -> str:
    """How many working days are left, or since when none run; nothing where no clock does."""
    if limit.paused_until:
        return _("paused until %(day)s") % {"day": limit.paused_until.isoformat()}
    if limit.timing is None:
        return ""
    days = limit.left
    if days == 0:
        return _("limit just passed") if limit.timing is Timing.OVERDUE else _("due today")
    if days > 0:
        words = ngettext("%(count)s working day left", "%(count)s working days left", days)
        return words % {"count": days}
    words = ngettext("%(count)s working day over", "%(count)s working days over", -days)
    return words % {"count": -days}
