"""Refusals of a handover, and what the heir is told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ballast.platform.notices.kinds import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

HANDOVER_NOTICES: Mapping[str, Kind] = {
    "handed_on": Kind(
        _("Handed over to you"),
        _("%(leaver)s handed over to you: %(count)s things. Look at what waits for you."),
        "users-round",
    ),
}

HANDOVER_WORDS: Mapping[str, "StrPromise"] = {
    "handovers_refused": _("Nothing was handed over: %(count)s faults."),
    "handover_person_unknown": _("Nobody signs in by this name, or they have left."),
    "handover_day_past": _("The day is over: hand over from today on, or from a day to come."),
    "handover_without_reason": _("Say why: it stays in the history."),
    "handover_to_oneself": _("Name two people."),
    "handover_waits_already": _("A handover of this person waits for its day; take it back first."),
    "handover_of_nothing": _("This person holds nothing that the other could take."),
    "handover_over": _("It was done or taken back meanwhile."),
}
