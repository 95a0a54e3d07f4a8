"""项目履历: the journal's lines about one project, as its page shows them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from ballast.platform.language import period_called
from ballast.platform.ui.http import name_of
from ballast.projects import messages, selectors
from ballast.projects.selectors import Happening, Told
from ballast.projects.templatetags.projects import code_word, named

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


INLINE = 8  # changed fields that stand open under their entry
SHOWN = 20  # entries, until all are asked for
_STEPS = "projects_steprecord"
_NAMES = {**messages.FIELDS, **messages.ATTRIBUTES}


@dataclass(frozen=True, slots=True)
class Said:
    """One change in words."""

    name: str
    old: str
    new: str
    cell: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one entry says of one record; ``name`` of the step or mark, where it is one."""

    name: str
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the past, with what it changed, record by record."""

    happening: Happening
    words: str
    records: Sequence["Record"]

    @property
    def kind(self) -> str:
        return messages.KIND_OF.get(self.happening.code.partition(".")[0], "other")

    @property
    def count(self) -> int:
        return sum(len(one.said) for one in self.records)

    @property
    def is_long(self) -> bool:
        """Whether what it changed is folded away."""
        return self.count > INLINE


@dataclass(frozen=True, slots=True)
class Tab:
    """The entries of one kind; of every kind without a code."""

    code: str
    words: str
    count: int
    is_current: bool


@require_http_methods(["GET"])
@require("project.view")
def past(request: "AuthedRequest", number: str) -> HttpResponse:
    """What happened, who did it, when, and from which cell it came; fetched by the page."""
    project, today = shown(request, number), identity.today()
    kinds = codelists.lifecycle(on=today).templates
    template = kinds[project.template]
    names = {str(unit.pk): unit.short_name for unit in units.units(today)}
    names |= {one.code: named(one) for one in kinds.values()}
    names |= {mark: named(node) for node in template.nodes for mark in node.marks}
    names |= {one.code: named(one) for node in template.nodes for one in (node, *node.steps)}
    names |= {code: str(words) for code, words in messages.MARKS.items()}
    classes = codelists.scheme("plan_class", on=today).members
    names |= {one.code.upper(): named(one) for one in classes}
    steps = {pk: names.get(code, code) for pk, code in selectors.steps_recorded(project).items()}
    entries = [
        Entry(one, name_of(one.code), _records(one, names, steps))
        for one in selectors.past(project)
    ]
    asked = request.GET.get("kind", "")
    wanted = [one for one in entries if asked in {"", one.kind}]
    context = {
        "project": project,
        "tabs": _tabs(entries, asked),
        "kind": asked,
        "entries": wanted if request.GET.get("all") else wanted[:SHOWN],
        "count": len(wanted),
        "is_cut": len(wanted) > SHOWN and not request.GET.get("all"),
    }
    return render(request, "projects/timeline.html", context)


def _tabs(entries: Sequence[Entry], asked: str) -> list[Tab]:
    """Every kind of which there is anything."""
    counts = Counter(one.kind for one in entries)
    tabs = [Tab("", _("Everything"), len(entries), not asked)]
    return tabs + [
        Tab(code, str(words), counts[code], code == asked)
        for code, words in messages.PAST_KINDS.items()
        if counts[code]
    ]


def _records(
    happening: Happening, names: Mapping[str, str], steps: Mapping[int, str]
) -> list[Record]:
    found: dict[tuple[str, int], Record] = {}
    for told in happening.told:
        name = steps.get(told.row, "") if told.table == _STEPS else ""
        if told.name in _NAMES and not (name and told.name == "code"):
            record = found.setdefault((told.table, told.row), Record(name))
            record.said.append(_said(told, names))
    return list(found.values())


def _said(told: Told, names: Mapping[str, str]) -> Said:
    return Said(
        str(_NAMES[told.name]),
        _value(told, told.old, names),
        _value(told, told.new, names),
        told.cell,
    )


def _value(told: Told, value: Any, names: Mapping[str, str]) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(code_word(told.name, str(one)) for one in value)
    if told.name.endswith("_yuan"):
        return _wan(value)
    if told.name == "period":
        return period_called(str(value))
    if told.name.endswith("_id") or told.name in ("code", "plan_class", "template"):
        return names.get(str(value), str(value))
    return code_word(told.name, str(value))


def _wan(value: Any) -> str:
    try:
        return f"{money.in_unit(Decimal(str(value)), money.Unit.WAN).normalize():,f}"
    except InvalidOperation:
        return str(value)
