"""What the list offers to do with projects that were picked: in words, and by whose right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST = 2_000  # projects whose records one press may change
SWEEPS = "sweep.manage"  # the right to open one over projects
_EVERY = 100_000  # where nothing of a project is changed


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do. ``will``: what the confirmation says of it; ``back`` undoes it."""

    code: str
    words: "StrPromise"
    will: "StrPromise"
    icon: str
    right: str
    back: str = ""
    most: int = MOST
    is_seldom: bool = True  # stands behind “More”


OFFERED: Sequence[Act] = (
    Act(
        "star",
        _("Star"),
        _("You will find them under “Starred”. Nobody else sees it."),
        "star",
        "project.view",
        back="unstar",
        is_seldom=False,
        most=_EVERY,
    ),
    Act(
        "unstar",
        _("Take the star off"),
        _("They will no longer stand under “Starred”."),
        "star-off",
        "project.view",
        back="star",
        most=_EVERY,
    ),
    Act(
        "remind",
        _("Remind to file"),
        _("Those who file them are told to do so for the period shown."),
        "bell-ring",
        "filing.review",
        is_seldom=False,
    ),
    Act(
        "appoint",
        _("Appoint"),
        _("The person holds this part of each from the day on, beside who holds it now."),
        "user-plus",
        "register.edit",
    ),
    Act(
        "hand_over",
        _("Hand over"),
        _("The part of each passes from one person to the other; the past stays on record."),
        "user-round-check",
        "register.edit",
    ),
    Act(
        "put_on",
        _("Put on a list"),
        _("Each gets a place on the named list from the day on."),
        "list-plus",
        "register.edit",
    ),
    Act(
        "take_off",
        _("Take off a list"),
        _("The place of each on the named list ends on the day."),
        "list-minus",
        "register.edit",
    ),
)
BY_CODE = {act.code: act for act in OFFERED}
