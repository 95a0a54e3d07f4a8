"""What the pages of the importer say in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.delivery.ledgers.rules import FILING, FINISH, PLAN, Standing, State
from ballast.delivery.ledgers.selectors import DOUBTS
from ballast.delivery.plans.templatetags.plans import planclass
from ballast.platform import clock
from ballast.platform.codelists import selectors as codelists
from ballast.platform.language import period_called
from ballast.platform.ui.http import say
from ballast.platform.ui.templatetags.figures import NO_FIGURE, wan
from ballast.platform.ui.templatetags.ui import badge
from ballast.projects.templatetags.projects import code_word, named

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.delivery.ledgers.models import Import, ImportRow

register = template.Library()

STATE_NAMES: Mapping[str, "StrPromise"] = {
    State.READING: _("Being read"),
    State.ASKING: _("Waits for an answer"),
    State.READY: _("To be checked"),
    State.REFUSED: pgettext_lazy("import", "Refused"),
    State.WRITING: _("Being written"),
    State.COMMITTED: _("Brought in"),
    State.UNDOING: _("Being taken back"),
    State.UNDONE: pgettext_lazy("import", "Taken back"),
    State.DISCARDED: _("Put away"),
}
_STATE_KINDS = {
    State.READING: "brand",
    State.WRITING: "brand",
    State.UNDOING: "brand",
    State.ASKING: "amber",
    State.READY: "amber",
    State.REFUSED: "red",
    State.COMMITTED: "green",
}
KIND_NAMES: Mapping[str, "StrPromise"] = {PLAN: _("Annual plan"), FILING: _("Monthly figures")}
PILE_NAMES: Mapping[str, "StrPromise"] = {
    Standing.FAULTY: pgettext_lazy("import", "Faults"),
    Standing.NEAR: _("Near matches"),
    Standing.NEW: _("New"),
    Standing.CHANGED: _("Changed"),
    Standing.UNCHANGED: _("Unchanged"),
    Standing.MISSING: _("Missing since last time"),
    Standing.FOREIGN: _("Not yours"),
    DOUBTS: _("Doubts"),
}
QUESTIONS: Mapping[str, "StrPromise"] = {
    "column": _("Which column is it?"),
    "unit": _("In which unit are the amounts?"),
    "sheet": _("Which of the sheets that list the same projects counts?"),
    "currency": _("In which currency are the amounts?"),
    "encoding": _("In which encoding is the text?"),
    "transposed": _("Does each column stand for a project?"),
    "step": _("Which step is it?"),
}

# Every field that an import may fill, by the name under which its cell and its change are kept.
FIELD_NAMES: Mapping[str, "StrPromise"] = {
    "name": _("Project name"),
    "number": _("Number"),
    "codes": _("National code"),
    "unit": _("Responsible unit"),
    "responsible_unit_id": _("Responsible unit"),
    "content": _("Content and scale"),
    "tier": _("Tier"),
    "owner_name": _("Owner"),
    "owner_credit_code": _("Owner's unified social credit code"),
    "region_code": _("Region (GB/T 2260)"),
    "address": _("Street address"),
    "longitude": _("Longitude, degrees east"),
    "latitude": _("Latitude, degrees north"),
    "crs": _("Coordinate system"),
    "precinct": _("Precinct"),
    "total_investment_yuan": _("Total investment"),
    "equipment_investment_yuan": _("Investment in equipment"),
    "expected_output_yuan": _("Expected output a year"),
    "expected_tax_yuan": _("Expected tax a year"),
    "expected_jobs": _("Expected jobs"),
    "investor_kind": _("Investor"),
    "approval_route": _("Approval route"),
    "build_type": _("Build type"),
    "template": _("Template of nodes"),
    "delivery_modes": _("Delivery modes"),
    "financing": _("Financing"),
    "sector": _("Sector"),
    "industry_code": _("Industry (GB/T 4754)"),
    "chain": _("Industrial chain"),
    "is_in_statistics": _("Entered into statistics"),
    "last_five_years_yuan": _("Done in the last five-year plan"),
    "five_year_planned_yuan": _("Planned in the five-year plan"),
    "five_year_goal": _("Goal of the five-year plan"),
    "year": _("Plan of the year"),
    "plan_class": _("Plan class"),
    "planned_yuan": _("Planned investment"),
    "monthly_yuan": _("Split by month"),
    "goal": _("Goal of the year"),
    "month_yuan": _("Completed in the month"),
    "completed_yuan": _("Completed since January"),
    "since_start_yuan": _("Completed since the start"),
    "forecast_year_yuan": _("Forecast of the year"),
    "construction_yuan": _("of which construction"),
    "equipment_yuan": _("of which equipment"),
    "other_yuan": _("of which other"),
    "output_yuan": _("Output since January"),
    "new_output_yuan": _("New output"),
    "visible_progress": _("Visible progress"),
    "visible_percent": _("Visible progress, %"),
    "problems": _("Problems"),
    "kind": _("Estimate or actual"),
}
_PLACES = {name: place for place, name in enumerate(FIELD_NAMES)}
_SIDES = {"planned_on": _("planned"), "actual_on": _("actual"), "forecast_on": _("forecast")}


@dataclass(frozen=True, slots=True)
class Kept:
    """A fault or doubt as an import keeps it, to be said."""

    code: str
    params: Mapping[str, Any]


@register.simple_tag
def import_state(state: str) -> SafeString:
    """How far an import has come, as a mark."""
    return badge(str(STATE_NAMES[State(state)]), kind=_STATE_KINDS.get(State(state), ""))


@register.filter
def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, NO_FIGURE))


@register.filter
def subject_name(imported: "Import") -> str:
    """The year of a plan, or the month of filings: 2023年9月."""
    if imported.kind == FILING and imported.subject:
        return period_called(imported.subject)
    return imported.subject or NO_FIGURE


@register.filter
def field_name(name: str) -> str:
    """A field in the reader's language; a step's day by the step and which day it is."""
    step, _dot, side = name.partition(".")
    if side in _SIDES:
        return f"{_step(step)} · {_SIDES[side]}"
    return str(FIELD_NAMES.get(name, name))


@register.filter
def field_value(value: Any, name: str) -> str:
    """A value as read: amounts in 10k yuan, codes by what they are called, days with their text."""
    if value is None or value == "" or value == []:
        return NO_FIGURE
    if isinstance(value, Mapping):
        return str(value.get("text") or value)
    if isinstance(value, list):
        return "、".join(field_value(one, name) for one in value)
    if name.endswith("_yuan"):
        return wan(_number(value), 2)
    if name == "plan_class":
        return planclass(str(value))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return code_word(name, str(value))


@register.filter
def said(row: "ImportRow", name: str) -> str:
    """What a row says of itself: its owner, its unit."""
    return str(row.values.get(name) or NO_FIGURE)


@register.filter
def changes_of(row: "ImportRow") -> list[tuple[str, Any, Any]]:
    """What a row would change: field, old and new, in the order of the register's fields.

    The name of a new project stands beside it already.
    """
    said = [(name, old, new) for name, (old, new) in row.changes.items()]
    return sorted(
        (one for one in said if one != ("name", None, row.name)),
        key=lambda one: (_PLACES.get(one[0], len(_PLACES)), one[0]),
    )


@register.filter
def in_words(kept: Mapping[str, Any]) -> str:
    """A fault, doubt or refusal as an import keeps it, in words."""
    params = dict(kept["params"])
    if "known" in params:
        params["known"] = field_value(params["known"], str(kept.get("field", "")))
    return say(Kept(kept["code"], params))


@register.filter
def question(kind: str) -> str:
    """What is asked of a heading or a sheet."""
    return str(QUESTIONS.get(kind, kind))


@register.filter
def unit_in(unit: int | None, names: Mapping[int, tuple[str, str]]) -> str:
    """A unit's short name out of those looked up beforehand."""
    return names[unit][1] if unit is not None and unit in names else NO_FIGURE


@register.simple_tag
def change(old: Any, new: Any, name: str) -> SafeString:
    """What was and what would be: a first value stands alone."""
    if old in (None, "", []):
        return format_html("<ins>{}</ins>", field_value(new, name))
    return format_html(
        "<del>{}</del> → <ins>{}</ins>", field_value(old, name), field_value(new, name)
    )


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _step(code: str) -> str:
    """A step or a node by its name, whichever kind of project has it."""
    if code == FINISH:
        return str(_("Finish"))
    for template_ in codelists.lifecycle(on=clock.today()).templates.values():
        for node in template_.nodes:
            if code in node.marks:
                return named(node)
            for step in node.steps:
                if step.code == code:
                    return named(step)
    return code
