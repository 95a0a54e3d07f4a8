"""The cards of the edit page: what is recorded, what is doubtful, and the forms under it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ballast.kernel import money
from ballast.platform.ui.http import say
from ballast.projects.messages import (
    CHANGES,
    EXIT_CAUSES,
    INVESTMENT_STAGES,
    KINSHIPS,
    SECTIONS,
    SIZE_BANDS,
    STATES,
)
from ballast.projects.models import Investment, Project, StateChange
from ballast.projects.rules import Fault, Section, size_band

from .acts import ACTS, Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A form on a card; ``is_open`` where it need not be asked for."""

    name: str
    words: str
    button: str
    kind: str
    is_leaving: bool
    form: Form
    is_open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """``lines`` say what is recorded, ``doubts`` what somebody should look at."""

    name: str
    title: str
    lines: Sequence[tuple[str, str]]
    doubts: Sequence[str]
    acts: Sequence[Shown]


_TITLES = {
    Section.BASICS.value: SECTIONS[Section.BASICS],
    "names": gettext_lazy("Names and national codes"),
    Section.PLACE.value: SECTIONS[Section.PLACE],
    Section.MONEY.value: SECTIONS[Section.MONEY],
    Section.KIND.value: SECTIONS[Section.KIND],
    Section.CHAIN.value: SECTIONS[Section.CHAIN],
    "capacities": gettext_lazy("Capacities"),
    "lists": gettext_lazy("Lists and batches"),
    "state": gettext_lazy("State"),
    "kin": gettext_lazy("Bundle, phases, merger, split"),
    Section.STATISTICS.value: SECTIONS[Section.STATISTICS],
}
# Cards whose one form is their content, and stands open.
_PLAIN = {*Section, "capacities"}


def cards(desk: Desk) -> list[Card]:
    return [card(name, desk) for name in _TITLES]


def card(name: str, desk: Desk, wrong: Mapping[str, Form] | None = None) -> Card:
    """One card; ``wrong`` holds a form as it was sent, with its errors."""
    sent = wrong or {}
    acts = [
        Shown(
            name=at,
            words=str(act.words),
            button=str(act.button),
            kind=act.kind,
            is_leaving=act.is_leaving,
            form=sent.get(at) or form(at, desk),
            is_open=at in sent or at in _PLAIN,
        )
        for at, act in ACTS.items()
        if act.card == name and (at in sent or act.is_offered(desk))
    ]
    lines = _LINES[name](desk) if name in _LINES else []
    return Card(name, str(_TITLES[name]), lines, _doubts(name, desk), acts)


def form(name: str, desk: Desk, data: Mapping[str, object] | None = None) -> Form:
    """An act's form: as it stands now, or as it was sent."""
    act = ACTS[name]
    return act.form(data, initial=act.start(desk), auto_id=f"{name}-%s", **act.more(desk))


def _doubts(name: str, desk: Desk) -> list[str]:
    if name == "names":
        return [f"{one.place}: {say(one)}" for one in desk.record.code_doubts]
    if name == "money":
        return [say(_in_words(one)) for one in desk.record.money_doubts]
    return []


def _in_words(doubt: Fault) -> Fault:
    """Amounts and shares as the office writes them; the share to the hundredth of a percent."""
    written = {name: _WRITTEN[name](value) for name, value in doubt.params.items()}
    return replace(doubt, params=written)


def _span(since: date, until: date | None) -> str:
    if until is None:
        return _("since %(since)s") % {"since": since}
    return _("%(since)s – %(until)s") % {"since": since, "until": until}


def _names(desk: Desk) -> list[tuple[str, str]]:
    names = [
        (one.name, " · ".join(filter(None, [_span(one.valid_from, one.valid_until), one.reason])))
        for one in desk.record.names
    ]
    codes = [
        (one.code, " · ".join(filter(None, [_span(one.valid_from, one.valid_until), one.note])))
        for one in desk.record.codes
    ]
    return names + codes


def _money(desk: Desk) -> list[tuple[str, str]]:
    project = desk.project
    band = size_band(project.total_investment_yuan)
    total = [_wan(project.total_investment_yuan), str(SIZE_BANDS[band]) if band else ""]
    line = (_("Total investment"), " · ".join(filter(None, total)))
    return [line, *map(_amount, desk.record.investments)]


def _amount(row: Investment) -> tuple[str, str]:
    parts = [
        (_("construction"), row.construction_yuan),
        (_("equipment"), row.equipment_yuan),
        (_("land"), row.land_yuan),
        (_("other"), row.other_yuan),
    ]
    said = [f"{words} {_wan(yuan)}" for words, yuan in parts if yuan is not None]
    about = [_wan(row.total_yuan), *said, str(row.decided_on), row.paper, row.reason]
    return str(INVESTMENT_STAGES[row.stage]), " · ".join(filter(None, about))


def _wan(yuan: Decimal | None) -> str:
    if yuan is None:
        return "—"
    amount = money.half_up(money.in_unit(yuan, money.Unit.WAN), 2).normalize()
    return _("%(amount)s ×10k yuan") % {"amount": f"{amount:,f}"}


def _lists(desk: Desk) -> list[tuple[str, str]]:
    return [
        (
            one.list_name,
            " · ".join(
                filter(None, [one.batch, one.paper, _span(one.valid_from, one.valid_until)])
            ),
        )
        for one in desk.record.lists
    ]


def _state(desk: Desk) -> list[tuple[str, str]]:
    now = (_("Now"), str(STATES[desk.project.state]))
    return [now, *map(_change, desk.record.changes)]


def _change(row: StateChange) -> tuple[str, str]:
    cause = str(EXIT_CAUSES[row.cause]) if row.cause else ""
    other = f"→ {row.other.number} {row.other.name}" if row.other else ""
    about = [str(row.happened_on), cause, row.reason, row.paper, other]
    return str(CHANGES[row.change]), " · ".join(filter(None, about))


def _kin(desk: Desk) -> list[tuple[str, str]]:
    project = desk.project
    lines = []
    if project.parent:
        words = str(KINSHIPS[project.kinship])
        lines.append((words, f"{project.parent.number} {project.parent.name}"))
    return [*lines, *((str(KINSHIPS[one.kinship]), _named(one)) for one in desk.record.parts)]


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "share": lambda share: f"{money.half_up(share * 100, 2)}%",
    "listed": _wan,
    "last": _wan,
}


def _named(project: Project) -> str:
    return f"{project.number} {project.name}"


_LINES = {
    "names": _names,
    "money": _money,
    "lists": _lists,
    "state": _state,
    "kin": _kin,
}
