"""What is said of checks: their states, their causes, what people are told, and refusals."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.alerts.rules import CheckState
from ballast.platform.notices.kinds import Kind as Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHECK_STATES: Mapping[str, "StrPromise"] = {
    CheckState.ASKED: pgettext_lazy("check", "To be answered"),
    CheckState.CLIMBED: pgettext_lazy("check", "Not answered, put one level up"),
    CheckState.ANSWERED: pgettext_lazy("check", "True"),
    CheckState.CORRECTING: pgettext_lazy("check", "Figure wrong, to be corrected"),
    CheckState.CORRECTED: pgettext_lazy("check", "Figure corrected"),
    CheckState.LAPSED: pgettext_lazy("check", "Overtaken by a later month"),
    CheckState.WITHDRAWN: pgettext_lazy("check", "Withdrawn"),
}
TRUE, WRONG = "true", "wrong"
VERDICTS: Mapping[str, "StrPromise"] = {
    TRUE: pgettext_lazy("check", "True"),
    WRONG: pgettext_lazy("check", "The figure is wrong"),
}
CHECK_WORDS: Mapping[str, "StrPromise"] = {
    "checks_refused": _("Nothing was taken over: %(count)s faults."),
    "check_not_yours": _("A check is not there any more, or not one you answer."),
    "check_answered_already": _("%(place)s: it was answered or taken back meanwhile; look again."),
    "check_without_verdict": _("%(place)s: say whether the warning is true."),
    "check_without_cause": _("%(place)s: choose the cause."),
    "check_says_nothing": _("%(place)s: say in a few words how it stands and why."),
    "check_wrong_asks": _("%(place)s: where the figure is wrong there is nothing to settle yet."),
    "check_asks_nothing": _("%(place)s: say in a few words what is to be settled, and by whom."),
    "check_too_long": _("%(place)s: more than %(most)s signs."),
    "no_check_waits": _("None of these waits for an answer any more."),
    "check_limits_unfit": _("Give 1 to %(most)s working days, and no less to mend than to answer."),
    "nothing_to_return": _("None of these has a filing that could be sent back."),
    "check_sheet_without_heads": _("This is not the table of checks: its heads are not there."),
    "check_sheet_line_unknown": _("%(place)s: “%(said)s” is no check that you answer now."),
    "check_sheet_line_twice": _("%(place)s: “%(said)s” stands there twice."),
    "check_sheet_verdict": _("%(place)s: “%(said)s” is neither of the two verdicts."),
    "check_sheet_cause": _("%(place)s: “%(said)s” is none of the causes."),
    "check_sheet_lead": _("%(place)s: “%(said)s” is no unit known here."),
}

# What people are told of (platform.notices).
CHECK_NOTICES: Mapping[str, Notice] = {
    "check_asked": Notice(
        name=_("Checks of warnings"),
        words=_("%(count)s warnings of yours are to be checked until %(day)s: %(projects)s"),
        icon="search-check",
    ),
    "check_near": Notice(
        name=_("Checks nearly due"),
        words=_("%(count)s checks of warnings are due on %(day)s: %(projects)s"),
        icon="clock-alert",
    ),
    "check_climbed": Notice(
        name=_("Checks not answered in time"),
        words=_(
            "%(count)s checks of warnings were not answered in time and went one level up:"
            " %(projects)s"
        ),
        icon="arrow-up-from-line",
    ),
    "check_waits": Notice(
        name=_("Reminders of checks"),
        words=_("You are reminded of %(count)s checks of warnings, due on %(day)s: %(projects)s"),
        icon="bell",
    ),
    "check_disputed": Notice(
        name=_("Figures said to be wrong"),
        words=_(
            "Units say that the figures behind %(count)s warnings are wrong: send their filings"
            " back. %(projects)s"
        ),
        icon="undo-2",
    ),
    "check_to_correct": Notice(
        name=_("Figures to be corrected"),
        words=_("%(project)s: put a correction of %(period)s into its next filing."),
        icon="file-pen",
    ),
}
