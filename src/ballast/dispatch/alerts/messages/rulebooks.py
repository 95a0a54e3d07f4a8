"""A rulebook as a person reads it, and the places of its faults."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.messages import PLAN_CLASSES
from ballast.dispatch.alerts.rules import UNIT, Colour, Measure, Row, Rule, Rulebook
from ballast.platform.identity.rules import Series
from ballast.platform.language import is_chinese

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Names = Mapping[str, "StrPromise"]

MEASURES: "Names" = {
    Measure.POINTS: _("Completion rate less time progress, points"),
    Measure.RATIO: _("Completion rate over time progress, %"),
    Measure.RATE: _("Completion rate, %"),
    Measure.DAYS: _("Days past the planned day"),
    Measure.MONTHS: _("Months past the planned month"),
    Measure.FILED: _("Filed or not"),
}
COMPARED: "Names" = {
    "below": _("below"),
    "at_most": _("at most"),
    "above": _("above"),
    "at_least": _("at least"),
}
_COLOURS: "Names" = {
    Colour.RED: _("Red"),
    Colour.YELLOW: _("Yellow"),
    Colour.BLUE: _("Blue"),
    Colour.GREEN: _("Green"),
    Colour.GREY: _("Grey"),
    Colour.DASH: _("Not rated"),
}
SERIES_NAMES: "Names" = {
    Series.AREAS: _("Districts and functional areas"),
    Series.BODIES: _("Departments and companies"),
}
PROMPTED: "Names" = {"start": _("to start work"), "promotion": _("to speed up work")}
# What stands in a sentence where a figure of the project will stand.
_FIGURES: "Names" = {
    "rate": _("rate"),
    "time": _("time progress"),
    "points": _("points"),
    "ratio": _("ratio"),
    "planned": _("planned day"),
    "done": _("day reached"),
    "days": _("days"),
    "months": pgettext_lazy("figure", "months"),
}
FIELDS: "Names" = {
    UNIT: _("Unit as a whole"),
    "series": _("series"),
    "code": _("code"),
    "version": _("version"),
    "zh": _("Chinese"),
    "en": _("English"),
    "source": _("source"),
    "open": _("what its source leaves open"),
    "measure": _("measure"),
    "months": pgettext_lazy("field", "months"),
    "classes": _("plan classes"),
    "needs_ground": _("only once ground is broken"),
    "least_total_yuan": _("least total investment"),
    "prompt": _("prompt"),
    "done": _("the row of what is done"),
    "rows": _("rows"),
    "colour": _("colour"),
    "running": _("periods running"),
    "is_open": _("left open"),
    "threshold": _("threshold"),
}
_ROW = re.compile(r"rows\[(\d+)\]")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def colour_name(colour: str) -> str:
    return str(_COLOURS[colour])


def place_name(place: str, families: Mapping[str, "StrPromise"]) -> str:
    """``progress.rows[2].colour`` in words: Investment progress · row 2 · colour."""
    return " · ".join(_steps(place, families)) or place


def _steps(place: str, families: Mapping[str, "StrPromise"]) -> Iterator[str]:
    for part in place.split("."):
        if row := _ROW.fullmatch(part):
            yield gettext("row %(number)s") % {"number": row[1]}
        else:
            yield str(families.get(part) or FIELDS.get(part) or part)


def sentence(row: Row) -> str:
    """What a row says, with the names of the figures where the figures will stand."""
    text = _PLACEHOLDER.sub(_bracketed, row.zh if is_chinese() else row.en)
    return text.replace("%%", "%")


def _bracketed(met: "re.Match[str]") -> str:
    name = _FIGURES[met[1]]
    return f"〔{name}〕" if is_chinese() else f"[{name}]"


def when(rule: Rule, row: Row) -> str:
    """On which condition a row decides."""
    if row == rule.done:
        return gettext("done by the period's end")
    if row.when is None:
        return gettext("all others")
    if rule.measure is Measure.FILED:
        return gettext("nothing filed")
    told = gettext("%(measure)s: %(how)s %(threshold)s") % {
        "measure": MEASURES[rule.measure],
        "how": COMPARED[row.when.how],
        "threshold": _number(row.when.threshold),
    }
    if row.when.running > 1:
        periods = ngettext(
            "%(count)s period running", "%(count)s periods running", row.when.running
        )
        told += gettext(", ") + periods % {"count": row.when.running}
    return told


def _number(value: Decimal) -> str:
    return f"{value:f}".replace("-", "−")


def scope(rule: Rule) -> list[str]:
    """Of whom and when a rule asks; what it asks of all is not said."""
    told = []
    if rule.classes:
        classes = [str(words) for one, words in PLAN_CLASSES.items() if one in rule.classes]
        told.append(gettext("only %(classes)s") % {"classes": gettext(", ").join(classes)})
    if rule.least_total_yuan is not None:
        wan = f"{rule.least_total_yuan / 10_000:f}"
        told.append(gettext("total investment from %(wan)s (10,000 yuan)") % {"wan": wan})
    if rule.needs_ground:
        told.append(str(FIELDS["needs_ground"]))
    if rule.months:
        months = gettext(", ").join(map(str, sorted(rule.months)))
        told.append(gettext("only at the end of months %(months)s") % {"months": months})
    if rule.prompt:
        told.append(gettext("asks for a prompt %(prompt)s") % {"prompt": PROMPTED[rule.prompt]})
    return told


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row for a reader."""

    colour: Colour
    when: str
    sentence: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ToldRule:
    """The rule of a family for a reader."""

    family: str  # or rules.UNIT
    scope: Sequence[str]
    rows: Sequence[ToldRow]


def rules_of(rulebook: Rulebook) -> list[ToldRule]:
    """A rulebook for a reader, in the order in which rows are tried: families, then units."""
    rules = [_told(family, rule) for family, rule in rulebook.rules.items()]
    if rulebook.unit:
        told = _told(UNIT, rulebook.unit.rule)
        series = [str(SERIES_NAMES[one]) for one in SERIES_NAMES if one in rulebook.unit.series]
        rules.append(ToldRule(UNIT, [*series, *told.scope], told.rows))
    return rules


def _told(family: str, rule: Rule) -> ToldRule:
    return ToldRule(family, scope(rule), [_row_of(rule, row) for row in rule.every_row])


def _row_of(rule: Rule, row: Row) -> ToldRow:
    return ToldRow(row.colour, when(rule, row), sentence(row), row.is_open)


def title_of(rulebook: Rulebook) -> str:
    return rulebook.zh if is_chinese() else rulebook.en
