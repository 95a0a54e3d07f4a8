"""Refusals, faults and doubts of filing and review, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .rules import Level

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LEVEL_NAMES: Mapping[str, "StrPromise"] = {
    Level.GROUP.value: _("Group"),
    Level.DISTRICT.value: _("District"),
    Level.DEPARTMENT.value: _("Department"),
    Level.OFFICE.value: _("Project office"),
}

WORDS: Mapping[str, "StrPromise"] = {
    "review_refused": _("Nothing was changed.\n%(details)s"),
    "filing_unknown": _("Filing %(project)s is not there, or does not lie within your reach."),
    "filing_decided": _("%(project)s: this filing is no longer under review."),
    "not_your_turn": _("%(project)s: it is not your turn; the filing waits for %(more)s."),
    "review_reason_missing": _("Give a reason: who filed it reads it."),
    "not_a_chain": _(
        "Each level stands in the chain once, and the project office alone at its end."
    ),
    "chain_changed_later": _("A chain that begins on a later day is already recorded."),
    "no_totals_sheet": _("There is no totals sheet for %(units)s yet."),
    "totals_sheet_stale": _(
        "The figures of %(unit)s have changed since version %(version)s was made. Make a new "
        "version, and have that one signed."
    ),
    "not_entered_for": _("%(project)s: the project office did not enter this filing for a unit."),
}


def level(code: str, unit: str = "") -> str:
    """A step's level with its unit's name, which the office does not need."""
    return f"{LEVEL_NAMES[code]} {unit}".strip()
