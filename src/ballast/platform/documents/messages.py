"""What states and acts are called, and what is said of a paper that may not go on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.platform.notices.kinds import Kind as Notice

from .rules import Act, State
from .selectors import Tab

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STATES: Mapping[str, "StrPromise"] = {
    State.DRAFT: pgettext_lazy("paper", "Draft"),
    State.CHECKING: pgettext_lazy("paper", "To check"),
    State.SIGNING: pgettext_lazy("paper", "To sign"),
    State.SIGNED: pgettext_lazy("paper", "Signed"),
    State.SEALED: pgettext_lazy("paper", "Sealed"),
    State.SENT: pgettext_lazy("paper", "Sent"),
    State.RECEIPTED: pgettext_lazy("paper", "Receipted"),
    State.WITHDRAWN: pgettext_lazy("paper", "Withdrawn"),
    State.DISCARDED: pgettext_lazy("paper", "Discarded"),
}

ACTS: Mapping[str, "StrPromise"] = {
    Act.DRAFT: pgettext_lazy("act", "Drafted"),
    Act.EDIT: pgettext_lazy("act", "Edited"),
    Act.REDRAFT: pgettext_lazy("act", "Drafted anew"),
    Act.SUBMIT: pgettext_lazy("act", "Handed in for checking"),
    Act.SEND_BACK: pgettext_lazy("act", "Sent back"),
    Act.CHECK: pgettext_lazy("act", "Checked"),
    Act.CONFIRM: pgettext_lazy("act", "Figures confirmed"),
    Act.SIGN: pgettext_lazy("act", "Signed"),
    Act.NUMBER: pgettext_lazy("act", "Numbered"),
    Act.SEAL: pgettext_lazy("act", "Sealed"),
    Act.SEND: pgettext_lazy("act", "Sent"),
    Act.RECEIVE: pgettext_lazy("act", "Receipted"),
    Act.WITHDRAW: pgettext_lazy("act", "Withdrawn"),
    Act.DISCARD: pgettext_lazy("act", "Discarded"),
}

TABS: Mapping[str, "StrPromise"] = {
    Tab.DRAFTS: pgettext_lazy("papers", "Drafts"),
    Tab.CHECKING: pgettext_lazy("papers", "To check"),
    Tab.SIGNING: pgettext_lazy("papers", "To sign"),
    Tab.SENDING: pgettext_lazy("papers", "To seal and send"),
    Tab.OUTSTANDING: pgettext_lazy("papers", "Receipts outstanding"),
    Tab.WAITING: pgettext_lazy("papers", "To sign for"),
    Tab.ARCHIVE: pgettext_lazy("papers", "Archive"),
}

WORDS: Mapping[str, "StrPromise"] = {
    "papers_refused": _("Not every paper may go on."),
    "paper_unknown": _("%(count)d of the papers are not here any more."),
    "paper_elsewhere": _("“%(title)s” stands at “%(state)s”; this cannot be done there."),
    "paper_without_issuer": _("“%(title)s” does not say who issues it (发文机关)."),
    "paper_without_mandate": _("“%(title)s” does not say on whose word (授权依据)."),
    "paper_without_disclosure": _("“%(title)s” does not say to whom it is open (公开属性)."),
    "paper_passage_untaken": _(
        "“%(title)s”: nobody has taken on the passage “%(passage)s” yet; edit it, or take it on "
        "as drafted."
    ),
    "paper_without_series": _("“%(title)s” has no series for its number (发文机关代字)."),
    "paper_data_changed": _(
        "“%(title)s”: the figures have changed since it was drafted. Draft it anew, or confirm "
        "with a word why it goes out as it stands."
    ),
    "paper_reason_needed": _("Say why."),
    "paper_not_addressed": _("“%(title)s” is not addressed to a unit of yours, or is receipted."),
    "paper_kind_unknown": _("There is no such kind of paper."),
    "paper_subject_unknown": _("There is nothing of which this paper could be drafted."),
    "paper_not_to_correct": _(
        "“%(title)s” cannot be corrected: it is not in force, or a correction is being drafted."
    ),
    "numbers_given": _("Number %(last)d of this series is given already; begin at a later one."),
    "letterhead_in_past": _("A letterhead holds from today on, never in the past."),
    "paper_template_unknown": _("There is no such template."),
    "template_too_large": _("The template is larger than 5 MB."),
    "template_not_word": _("This is no Word document (.docx) without macros."),
    "template_reaches_out": _("The template reaches outside itself: %(what)s. Take it out."),
    "template_syntax": _("%(place)s: what stands in braces cannot be read: %(what)s"),
    "template_code": _("%(place)s: code is not taken in a template: %(what)s"),
    "template_filter": _("%(place)s: the filter “%(what)s” is not taken; use %(known)s."),
    "template_name_unknown": _("The template asks for “%(what)s”, which this paper does not have."),
    "template_faults": _("The template was not taken."),
}

# What people are told of (platform.notices).
NOTICES: Mapping[str, Notice] = {
    "paper_sent": Notice(
        name=_("Paper received"),
        words=_("For your unit: %(title)s %(number)s. Please sign for it."),
        icon="file-text",
    ),
    "papers_to_check": Notice(
        name=_("Papers to check"),
        words=_("%(count)s papers wait to be checked."),
        icon="file-search",
    ),
    "papers_to_sign": Notice(
        name=_("Papers to sign"),
        words=_("%(count)s papers wait to be signed."),
        icon="file-pen-line",
    ),
    "papers_back": Notice(
        name=_("Paper sent back"),
        words=_("%(count)s of your papers came back: %(title)s. Reason: %(reason)s"),
        icon="undo-2",
    ),
}
