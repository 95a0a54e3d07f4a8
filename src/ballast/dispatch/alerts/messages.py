"""Why a lamp shows what it shows, and how the alerts refuse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from ballast.kernel.periods import Period

from . import selectors
from .rules import Colour, Family, Rulebook, said

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from .models import ProjectLamp

FAMILIES: Mapping[str, "StrPromise"] = {
    Family.START: _("Start"),
    Family.PROGRESS: _("Investment progress"),
    Family.FINISH: _("Finish"),
    Family.COMMISSION: _("Commissioning"),
    Family.ENTRY: _("Entry into statistics"),
    Family.FILING: _("Filing"),
}
CAUSES: Mapping[str, "StrPromise"] = {
    "force_majeure": _("force majeure"),
    "winter": _("winter stop"),
    "safety": _("ordered safety stop"),
    "other": _("another proven reason"),
}
_NOT_RATED: Mapping[str, "StrPromise"] = {
    "suspended": _("The project is suspended; not rated."),
    "month_open": _("The published rule says nothing of this month; not rated."),
    "no_plan": _("The year's plan has no amount for it; not rated."),
    "not_started": _("Ground is not broken; its investment is not rated yet."),
    "no_date": _("Its planned day is not known; not rated."),
    "not_reported": _("No year-to-date investment was reported for the period; not rated."),
    "not_kept": _("The city records no entry into statistics; not rated."),
    "not_due": _("Nothing was due for the period; not rated."),
}
_NO_START = _("Its start is not known; not rated.")
_EXEMPT = _("Exempt until %(until)s: %(cause)s; not rated.")

WORDS: Mapping[str, "StrPromise"] = {
    "rulebook_refused": _("The rulebook has faults; it was not published."),
    "rulebook_not_new": _("Lamps rest on %(key)s already: give it another version."),
    "rulebook_too_early": _("%(period)s is closed; its lamps stand. Choose a later day than that."),
    "rulebook_not_toml": _("This is no TOML: %(place)s"),
    "rulebook_text_missing": _("%(place)s: the text is missing"),
    "rulebook_unknown": _("%(place)s: nothing of this name is known"),
    "rulebook_rule_missing": _("%(place)s: a rulebook has this rule"),
    "rulebook_not_a_table": _("%(place)s: this is no table"),
    "rulebook_measure_unfit": _("%(place)s: this family is not measured so"),
    "rulebook_value_unfit": _("%(place)s: this value does not fit"),
    "rulebook_row_missing": _("%(place)s: a rule has this"),
    "rulebook_row_twice": _("%(place)s: two rows have the same code"),
    "rulebook_code_unfit": _("%(place)s: a code is up to 16 small letters, figures and _"),
    "rulebook_colour_unknown": _("%(place)s: there is no such colour"),
    "rulebook_threshold_unfit": _("%(place)s: every row but the last has one threshold, a number"),
    "rulebook_placeholder_unknown": _("%(place)s: it names what this rule does not know"),
    "rulebook_placeholders_differ": _("%(place)s: the two languages name different figures"),
    "exemption_refused": _("%(count)s exemptions have faults; none was recorded."),
    "exemption_without_proof": _("Exemption %(place)s: say what proves its reason."),
    "exemption_backwards": _("Exemption %(place)s would end before it begins."),
    "exemption_not_running": _("Exemption %(id)s does not run on that day."),
}


def because(
    rulebook: Rulebook, family: str, row: str, values: Mapping[str, str], period: Period
) -> str:
    """The one sentence that says why a family's lamp shows its colour, from what is stored."""
    if row == "exempt":
        return str(_EXEMPT) % {"until": values["until"], "cause": CAUSES[values["cause"]]}
    rule = rulebook.rules[Family(family)]
    own = next((one for one in rule.every_row if one.code == row), None)
    if own is None:
        is_unbegun = row == "no_date" and family == Family.ENTRY
        return str(_NO_START if is_unbegun else _NOT_RATED[row])
    is_chinese = (get_language() or "zh").startswith("zh")
    return (own.zh if is_chinese else own.en) % said(rule, values, period)


@dataclass(frozen=True, slots=True)
class Told:
    """A family's lamp for a reader; its reason is put into words when it is asked for."""

    lamp: "ProjectLamp"
    family: Family
    colour: Colour

    @property
    def name(self) -> str:
        return str(FAMILIES[self.family])

    @property
    def because(self) -> str:
        """By the rulebook it was decided by."""
        lamp = self.lamp
        rulebook = selectors.rulebook(lamp.rulebook.text)
        period = Period.from_code(lamp.period)
        return because(rulebook, lamp.family, lamp.row, lamp.values, period)


def told(lamps: "Iterable[ProjectLamp]") -> list[Told]:
    """Stored lamps of families for a reader."""
    return [Told(lamp, Family(lamp.family), Colour(lamp.colour)) for lamp in lamps]


def undecided() -> str:
    """Instead of a sentence, where no lamp stands yet."""
    return now("Its lamp has not been decided yet.")
