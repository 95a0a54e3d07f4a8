"""项目履历: the journal's lines about one project, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.kernel import money
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as units
from ballast.platform.identity.http import require
from ballast.platform.ui.http import name_of
from ballast.projects import messages, selectors
from ballast.projects.selectors import Happening, Told
from ballast.projects.templatetags.projects import code_word, named

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


_NAMES = {**messages.FIELDS, **messages.ATTRIBUTES}


@dataclass(frozen=True, slots=True)
class Said:
    """One change in words."""

    name: str
    old: str
    new: str
    cell: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the past."""

    happening: Happening
    words: str
    changes: Sequence[Said]


@require_http_methods(["GET"])
@require("project.view")
def past(request: "AuthedRequest", number: str) -> HttpResponse:
    """What happened, who did it, when, and from which cell it came; fetched by the page."""
    project, today = shown(request, number), identity.today()
    template = codelists.lifecycle(on=today).templates[project.template]
    names = {str(unit.pk): unit.short_name for unit in units.units(today)}
    steps = {step.code: named(step) for node in template.nodes for step in node.steps}
    entries = [
        Entry(one, name_of(one.code), [_said(told, names | steps) for told in _shown(one)])
        for one in selectors.past(project)
    ]
    return render(request, "projects/timeline.html", {"project": project, "entries": entries})


def _shown(happening: Happening) -> list[Told]:
    return [told for told in happening.told if told.name in _NAMES]


def _said(told: Told, names: dict[str, str]) -> Said:
    return Said(
        str(_NAMES[told.name]),
        _value(told, told.old, names),
        _value(told, told.new, names),
        told.cell,
    )


def _value(told: Told, value: Any, names: dict[str, str]) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(code_word(told.name, str(one)) for one in value)
    if told.name.endswith("_yuan"):
        return _wan(value)
    if told.name.endswith("_id") or told.name == "code":
        return names.get(str(value), str(value))
    return code_word(told.name, str(value))


def _wan(value: Any) -> str:
    try:
        return f"{money.in_unit(Decimal(str(value)), money.Unit.WAN).normalize():f}"
    except InvalidOperation:
        return str(value)
