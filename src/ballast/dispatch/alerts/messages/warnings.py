"""What is said of warnings: their states, their prompts, and how their services refuse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.alerts.rules import WarningState
from ballast.platform.notices.kinds import Kind as Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STATES: Mapping[str, "StrPromise"] = {
    WarningState.DRAFT: _("To be judged"),
    WarningState.CONFIRMED: pgettext_lazy("warning", "Confirmed"),
    WarningState.EXEMPTED: _("Let off"),
    WarningState.ISSUED: pgettext_lazy("warning", "Issued"),
    WarningState.RELAPSED: _("Relapsed"),
    WarningState.CLEARED: _("Cleared"),
}
PROMPTS: Mapping[str, "StrPromise"] = {
    "start": _("Start prompt"),
    "promotion": _("Promotion prompt"),
}
WARNING_WORDS: Mapping[str, "StrPromise"] = {
    "exemption_too_short": _("It must run beyond %(day)s, the last day of the period."),
    "warning_not_pending": _(
        "%(count)s of these warnings are not to be judged so any more; look at the list again."
    ),
    "warning_wording_missing": _("Say what the warning shall read."),
    "unjudged_red": _("%(period)s: %(count)s red drafts are to be judged first: %(warnings)s"),
    "nothing_to_issue": _("%(period)s is not closing: there is nothing to issue yet."),
    "issued_already": _("The lamps of %(period)s were issued already."),
    "earlier_not_issued": _("Issue %(earlier)s first: what relapses is told from it."),
}

# What people are told of (platform.notices).
NOTICES: Mapping[str, Notice] = {
    "warnings_issued": Notice(
        name=_("Warnings issued"),
        words=_("Warnings of %(period)s were issued; %(count)s of yours: %(projects)s"),
        icon="triangle-alert",
    ),
}
