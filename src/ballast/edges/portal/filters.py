"""What the list can be narrowed by beside its text and lamps, and how it is said on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.oversight.reporting.rules import Mark
from ballast.oversight.reporting.selectors import NOWHERE
from ballast.platform.identity.http import today
from ballast.platform.ui.templatetags.ui import LAMPS
from ballast.projects.messages import INVESTOR_KINDS, STATES, TIERS

from .listing import Asked
from .naming import place_name

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MARKS: Mapping[str, "StrPromise"] = {
    Mark.CARRIED.value: gettext_lazy("Carried from an earlier period"),
    Mark.ESTIMATE.value: gettext_lazy("Estimate, not yet actual"),
    Mark.LATE.value: gettext_lazy("Handed in late"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from. ``every``: the words for all of it."""

    name: str
    words: str
    every: str
    options: Sequence[tuple[str, "StrPromise | str"]]
    value: str

    @property
    def chosen(self) -> str:
        return str(dict(self.options).get(self.value, "—"))


def filters(asked: Asked, units: Sequence[tuple[str, str]], sectors: Sequence[str]) -> list[Filter]:
    """The filters in the order of the page."""
    plans, standings = PLAN_CLASSES.items(), {**STANDING_NAMES, **MARKS}.items()
    return [
        Filter("unit", _("Responsible unit"), _("All responsible units"), units, asked.unit),
        Filter("class", _("Plan class"), _("All plan classes"), [*plans], asked.plan_class),
        Filter(
            "sector",
            _("Sector"),
            _("All sectors"),
            [(one, one) for one in sectors],
            asked.sector,
        ),
        Filter(
            "standing",
            _("State of the filing"),
            _("All states of filing"),
            [*standings],
            asked.standing,
        ),
        Filter("tier", _("Tier"), _("All tiers"), [*TIERS.items()], asked.tier),
        Filter(
            "investor",
            _("Investor kind"),
            _("All investors"),
            [*INVESTOR_KINDS.items()],
            asked.investor_kind,
        ),
        Filter(
            "state",
            _("State of the project"),
            _("All states of project"),
            [*STATES.items()],
            asked.state,
        ),
        Filter(
            "position",
            _("Position"),
            _("With and without a position"),
            [(NOWHERE, _("Without a position"))],
            asked.position,
        ),
        *_places(asked),
    ]


def _places(asked: Asked) -> list[Filter]:
    """The place asked for; one comes to it by the map."""
    if not asked.place:
        return []
    named = [(asked.place, place_name(asked.place, today()))]
    return [Filter("place", _("Place"), _("All places"), named, asked.place)]


def narrowed(asked: Asked, offered: Sequence[Filter]) -> str:
    """Which part of the list this is, for paper and workbook; empty when it is the whole."""
    said = [
        _("%(filter)s: %(chosen)s") % {"filter": one.words, "chosen": one.chosen}
        for one in offered
        if one.value
    ]
    if asked.colours:
        lamps = _(", ").join(str(LAMPS[colour]) for colour in asked.colours)
        said.append(_("Lamps: %(lamps)s") % {"lamps": lamps})
    if asked.text:
        said.append(_("Name or number holds “%(text)s”") % {"text": asked.text})
    return _("; ").join(said)
