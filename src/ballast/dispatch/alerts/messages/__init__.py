"""Why a lamp shows what it shows, and how the alerts refuse."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ballast.delivery.progress.rules import State
from ballast.delivery.progress.selectors import accepted_by
from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.rules import Colour, Family, Row, Rulebook, said
from ballast.kernel.money import Unit, in_unit
from ballast.kernel.periods import Period
from ballast.platform.language import is_chinese
from ballast.platform.ui.templatetags.figures import NO_FIGURE
from ballast.platform.ui.templatetags.figures import period as in_words

from .checks import CHECK_STATES, CHECK_WORDS, VERDICTS
from .warnings import PROMPTS, STATES, WARNING_WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.delivery.plans.selectors import PlannedBy
    from ballast.delivery.progress.models import Filing
    from ballast.dispatch.alerts.models import ProjectLamp, UnitLamp
    from ballast.dispatch.alerts.selectors import Rated

__all__ = [
    "CAUSES",
    "CHECK_STATES",
    "FAMILIES",
    "PROMPTS",
    "STATES",
    "VALUES",
    "VERDICTS",
    "WORDS",
    "Told",
    "because",
    "in_one_sentence",
    "name_of",
    "open_points",
    "place_of",
    "shown",
    "told",
    "undecided",
    "whence",
    "where_filed",
    "why",
]

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
_UNDECIDED = _("It shows no lamp yet.")
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
    "trial_without_periods": _("No lamps were decided in the periods asked for: choose others."),
    "exemption_refused": _("%(count)s exemptions have faults; none was recorded."),
    "exemption_without_proof": _("Exemption %(place)s: say what proves its reason."),
    "exemption_backwards": _("Exemption %(place)s would end before it begins."),
    "exemption_twice": _("Exemption %(place)s: it is let off already until %(until)s."),
    "exemption_all_closed": _(
        "Periods up to %(day)s are closed and their lamps stand: this would be over by then."
    ),
    "exemption_not_running": _("The exemption of %(name)s does not run on that day."),
    "exemption_end_closed": _(
        "Periods up to %(day)s are closed and their lamps stand: choose a later day."
    ),
    **WARNING_WORDS,
    **CHECK_WORDS,
}


def because(
    rulebook: Rulebook, family: str, row: str, values: Mapping[str, str], period: Period
) -> str:
    """The one sentence that says why a family's lamp shows its colour, from what is stored."""
    if row == "exempt":
        return str(_EXEMPT) % {"until": values["until"], "cause": CAUSES[values["cause"]]}
    rule = rulebook.rules[Family(family)]
    own = rule.row(row)
    if own is None:
        is_unbegun = row == "no_date" and family == Family.ENTRY
        return str(_NO_START if is_unbegun else _NOT_RATED[row])
    return _worded(own, said(rule, values, period))


@dataclass(frozen=True, slots=True)
class Told:
    """A family's lamp for a reader; its reason is put into words when it is asked for."""

    lamp: "ProjectLamp | Rated"
    family: Family
    colour: Colour

    @property
    def name(self) -> str:
        return str(FAMILIES[self.family])

    @property
    def because(self) -> str:
        """By the rulebook it was decided by."""
        lamp = self.lamp
        values = tuple(lamp.values.items())
        text = intern(lamp.rulebook.text)  # one of it is kept, however many sentences rest on it
        return _because(text, lamp.family, lamp.row, values, lamp.period, get_language())


# Of what is stored nothing but a few values goes into it, and a page tells a hundred of them.
@lru_cache(maxsize=4096)
def _because(
    text: str,
    family: str,
    row: str,
    values: tuple[tuple[str, str], ...],
    period: str,
    _language: str | None,
) -> str:
    rulebook = selectors.rulebook(text)
    return because(rulebook, family, row, dict(values), Period.from_code(period))


def told(lamps: "Iterable[ProjectLamp | Rated]") -> list[Told]:
    """Stored lamps of families for a reader."""
    return [Told(lamp, Family(lamp.family), Colour(lamp.colour)) for lamp in lamps]


def of_unit(lamp: "UnitLamp") -> str:
    """Why a unit's own lamp shows its colour, by the rulebook it was decided by."""
    rule = selectors.rulebook(lamp.rulebook.text).unit
    row = rule and rule.rule.row(lamp.row)
    if not rule or not row:
        return str(_NOT_RATED[lamp.row])
    return _worded(row, said(rule.rule, lamp.values, Period.from_code(lamp.period)))


def _worded(row: Row, figures: Mapping[str, object]) -> str:
    return (row.zh if is_chinese() else row.en) % figures


def undecided() -> str:
    """Instead of a sentence, where no lamp stands yet."""
    return str(_UNDECIDED)


VALUES: Mapping[tuple[str, str], "StrPromise"] = {
    (Family.START, "planned"): _("Planned start"),
    (Family.START, "done"): _("Started"),
    (Family.PROGRESS, "completed_yuan"): _("Completed since January"),
    (Family.PROGRESS, "planned_yuan"): _("Planned for the year"),
    (Family.PROGRESS, "started_on"): _("Ground broken"),
    (Family.FINISH, "planned"): _("Planned finish"),
    (Family.FINISH, "done"): _("Finished on"),
    (Family.COMMISSION, "planned"): _("Planned commissioning"),
    (Family.COMMISSION, "done"): _("Commissioned"),
    (Family.ENTRY, "planned"): _("Started"),
    (Family.ENTRY, "done"): _("Day of entry into statistics"),
    (Family.FILING, "is_due"): _("Filing due"),
    (Family.FILING, "is_filed"): _("Filed and accepted"),
}
_FLAGS: Mapping[str, "StrPromise"] = {"yes": _("yes"), "no": _("no")}


def why(verdict: selectors.Verdict, family: Family, period: Period) -> str:
    """The sentence of one family by the rulebook of a verdict."""
    one = verdict.families[family]
    return because(verdict.rulebook, family, one.row, one.values, period)


def in_one_sentence(verdict: selectors.Verdict, period: Period) -> str:
    """Why the project's lamp is what it is: the sentence of the family that decides it."""
    if verdict.deciding is None:
        return gettext("Nothing of this project is rated in this period.")
    return why(verdict, verdict.deciding, period)


def name_of(rulebook: Rulebook) -> str:
    """A rulebook with its version, in the reader's language."""
    return f"{rulebook.zh if is_chinese() else rulebook.en} {rulebook.version}"


def open_points(rulebook: Rulebook) -> Sequence[str]:
    """What the source of a rulebook leaves open, in the reader's language."""
    return rulebook.open.get("zh" if is_chinese() else "en", ())


def shown(value: str | None) -> str:
    """A value as lamps keep it, for a reader: amounts in 10k yuan."""
    if value is None:
        return NO_FIGURE
    if value in _FLAGS:
        return str(_FLAGS[value])
    if "-" in value:
        return value  # a day
    amount = in_unit(Decimal(value), Unit.WAN).normalize()
    return gettext("%(amount)s ×10k yuan") % {"amount": f"{amount:,f}"}


def where_filed(told: selectors.Explanation, family: Family, name: str) -> str:
    """By whom and when a value of a family was filed; that a filing was due, for whom until when.

    Empty for what nobody filed.
    """
    month = told.found.month
    if name == "is_due" and month.duty and month.window:
        unit = month.duty.unit.short_name if month.duty.unit else NO_FIGURE
        said = {"unit": unit, "day": month.window.shuts_on.isoformat()}
        return gettext("by %(unit)s, until %(day)s") % said
    origin = told.origin(family, name)
    return whence(origin) if origin else ""


def whence(origin: selectors.Origin) -> str:
    """By whom a value was filed, when, and by which paper; ``place_of`` says in which cell."""
    if origin.filing:
        return gettext("; ").join(_of_filing(origin, origin.filing))
    if origin.planned:
        return gettext("; ").join(_of_plan(origin, origin.planned))
    if origin.at is None:
        return gettext("not known")
    said = {"by": origin.by, "day": _day(origin.at)}
    return gettext("recorded by %(by)s on %(day)s") % said


def place_of(origin: selectors.Origin) -> str:
    """The workbook and the cell; empty where it did not come from one."""
    if not origin.cell:
        return ""
    name = origin.brought.filename if origin.brought else ""
    return f"{name} {origin.cell}".strip()


def _of_filing(origin: selectors.Origin, filing: "Filing") -> Iterator[str]:
    said = {
        "by": origin.by,
        "day": _day(filing.submitted_at or filing.filed_at),
        "period": in_words(filing.period),
        "number": filing.attempt,
    }
    if filing.is_on_behalf:
        yield gettext("%(period)s, entered on its behalf by %(by)s on %(day)s") % said
    else:
        yield gettext("%(period)s, filed by %(by)s on %(day)s") % said
    if filing.attempt > 1:
        yield gettext("attempt %(number)s") % said
    review = accepted_by(filing.reviews.all())
    if review and review.decided_at and not filing.is_on_behalf:
        said = {"by": review.decided_by, "day": _day(review.decided_at)}
        yield gettext("accepted by %(by)s on %(day)s") % said
    elif filing.state != State.ACCEPTED:
        yield gettext("not accepted")


def _of_plan(origin: selectors.Origin, behind: "PlannedBy") -> Iterator[str]:
    adjustment, issued = behind.line.adjustment, behind.year
    if adjustment:
        yield gettext("adjustment %(number)s of the plan, in force from %(day)s") % {
            "number": adjustment.number,
            "day": adjustment.valid_from,
        }
        said = {"by": adjustment.recorded_by, "day": _day(adjustment.recorded_at)}
        yield gettext("recorded by %(by)s on %(day)s") % said
        yield from filter(None, [adjustment.paper])
    elif issued and issued.issued_on:
        said = {"by": issued.issued_by, "day": issued.issued_on.isoformat()}
        yield gettext("plan as issued by %(by)s on %(day)s") % said
        yield from filter(None, [issued.paper])
    else:
        yield gettext("plan of the year, not issued yet")
    if origin.brought:
        said = {"by": origin.brought.by, "day": _day(origin.brought.at)}
        yield gettext("brought in by %(by)s on %(day)s") % said


def _day(moment: datetime) -> str:
    return localdate(moment).isoformat()
