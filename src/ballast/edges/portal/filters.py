"""What the list can be narrowed by beside its text and lamps, and how it is said on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.oversight.reporting.rules import Mark
from ballast.oversight.reporting.selectors import NOWHERE
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Named
from ballast.platform.language import called
from ballast.platform.ui.templatetags.ui import LAMPS
from ballast.projects import selectors as projects
from ballast.projects.messages import INVESTOR_KINDS, STATES, TIERS

from .listing import FIELDS, MORE, Asked
from .naming import place_name, places
from .narrowing import ANY, DUE, GAPS, WHO

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MARKS: Mapping[str, "StrPromise"] = {
    Mark.CARRIED.value: gettext_lazy("Carried from an earlier period"),
    Mark.ESTIMATE.value: gettext_lazy("Estimate, not yet actual"),
    Mark.LATE.value: gettext_lazy("Handed in late"),
}
Options = Sequence[tuple[str, "StrPromise | str"]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from. ``every``: the words for all of it.

    ``is_said``: its values are words themselves, whether they are offered at the moment or not.
    """

    name: str
    words: str
    every: str
    options: Options
    value: str
    is_said: bool = False

    @property
    def chosen(self) -> str:
        return str(dict(self.options).get(self.value, self.value if self.is_said else "—"))

    @property
    def is_typed(self) -> bool:
        return self.name == "owner"

    @property
    def is_more(self) -> bool:
        return self.name in MORE


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that narrows the list, and the address of the list without it."""

    words: str
    href: str


def filters(
    asked: Asked,
    units: Sequence[tuple[str, str]],
    sectors: Sequence[str],
    names: Mapping[str, str],
    on: date,
) -> list[Filter]:
    """The filters in the order of the page; asks what there is only for those that are shown.

    ``units``: those of the list; ``names`` of every unit by its code.
    """
    found = _usual(asked, units, sectors) + _kinds(asked)
    whole = {
        **dict(units),
        **{code: name for code, name in names.items() if code == asked.counts_for},
    }
    return found + _people(asked, on, [*whole.items()]) + _places(asked, on)


def _usual(asked: Asked, units: Sequence[tuple[str, str]], sectors: Sequence[str]) -> list[Filter]:
    plans, standings = PLAN_CLASSES.items(), {**STANDING_NAMES, **MARKS}.items()
    pairs = [(one, one) for one in sectors]
    states = _("All states of filing")
    return [
        Filter("unit", _("Responsible unit"), _("All responsible units"), units, asked.unit),
        Filter("class", _("Plan class"), _("All plan classes"), [*plans], asked.plan_class),
        Filter("sector", _("Sector"), _("All sectors"), pairs, asked.sector),
        Filter("standing", _("State of the filing"), states, [*standings], asked.standing),
    ]


def _kinds(asked: Asked) -> list[Filter]:
    kinds, states = [*INVESTOR_KINDS.items()], [*STATES.items()]
    return [
        Filter("due", _("Start and finish"), _("Any start and finish"), [*DUE.items()], asked.due),
        Filter("tier", _("Tier"), _("All tiers"), [*TIERS.items()], asked.tier),
        Filter("investor", _("Investor kind"), _("All investors"), kinds, asked.investor_kind),
        Filter("state", _("State of the project"), _("All states of project"), states, asked.state),
    ]


def _people(asked: Asked, on: date, units: Options) -> list[Filter]:
    people = projects.sponsors(on) if asked.is_open else []
    names = [(one, one) for one in people]
    return [
        Filter("counts", _("Accounting unit"), _("All accounting units"), units, asked.counts_for),
        Filter("who", _("Mine"), _("Mine and others'"), [*WHO.items()], asked.who),
        Filter("sponsor", _("Sponsor"), _("All sponsors"), names, asked.sponsor, is_said=True),
        Filter("owner", _("Owner"), _("Owner's name"), [], asked.owner, is_said=True),
    ]


def _places(asked: Asked, on: date) -> list[Filter]:
    lists = projects.list_names(on) if asked.is_open else []
    areas = places(on) if asked.is_open else []
    if asked.place and asked.place not in dict(areas):
        areas = [(asked.place, place_name(asked.place, on)), *areas]
    without = [(NOWHERE, _("Without a position"))]
    names = [(one, one) for one in lists]
    gaps = [(ANY, _("Any of the six gaps")), *_named(codelists.scheme(GAPS, on=on).members)]
    nodes = _named(codelists.lifecycle(on=on).nodes)
    return [
        Filter("place", _("Place"), _("All places"), areas, asked.place),
        Filter(
            "position", _("Position"), _("With and without a position"), without, asked.position
        ),
        Filter("node", _("Node it stands at"), _("All nodes"), nodes, asked.node),
        Filter("gap", _("Six gaps"), _("With gaps and without"), gaps, asked.gap),
        Filter("stood", _("List at the month's end"), _("All lists"), _schemes(on), asked.stood),
        Filter("list", _("Named list"), _("All named lists"), names, asked.on_list, is_said=True),
    ]


def _schemes(on: date) -> Options:
    """Every list of every scheme, as ``narrowing`` reads it."""
    return [
        (f"{scheme.code}.{one.code}", f"{called(scheme)} · {called(one)}")
        for scheme in codelists.schemes(on=on)
        for one in scheme.members
    ]


def _named(rows: Sequence[Named]) -> Options:
    return [(one.code, called(one)) for one in rows]


def chips(asked: Asked, offered: Sequence[Filter]) -> list[Chip]:
    """Every filter that narrows the list, each with the way to the list without it."""
    found = [
        Chip(_said(one), asked.without(**{FIELDS[one.name]: ""})) for one in offered if one.value
    ]
    if asked.colours:
        lamps = _(", ").join(str(LAMPS[colour]) for colour in asked.colours)
        found.append(Chip(_("Lamps: %(lamps)s") % {"lamps": lamps}, asked.without(colours=())))
    if asked.text:
        words = _("Name or number holds “%(text)s”") % {"text": asked.text}
        found.append(Chip(words, asked.without(text="")))
    if asked.only:
        count = len(asked.only)
        words = ngettext("%(count)s row picked", "%(count)s rows picked", count) % {"count": count}
        found.append(Chip(words, asked.without(only=())))
    return found


def _said(one: Filter) -> str:
    return _("%(filter)s: %(chosen)s") % {"filter": one.words, "chosen": one.chosen}


def narrowed(chips: Sequence[Chip]) -> str:
    """Which part of the list this is, for paper and workbook; empty when it is the whole."""
    return _("; ").join(one.words for one in chips)
