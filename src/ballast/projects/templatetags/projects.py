"""What the pages of a project say in the reader's language."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ballast.platform import clock
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Node
from ballast.platform.language import called, is_chinese
from ballast.platform.ui.http import say
from ballast.platform.ui.templatetags.figures import percent, wan
from ballast.platform.ui.templatetags.ui import icon
from ballast.projects import messages
from ballast.projects.rules import Fault, Progress, Stop

register = template.Library()

_TABLES = {
    "tier": messages.TIERS,
    "investor_kind": messages.INVESTOR_KINDS,
    "approval_route": messages.APPROVAL_ROUTES,
    "build_type": messages.BUILD_TYPES,
    "delivery_mode": messages.DELIVERY_MODES,
    "financing": messages.FINANCING,
    "chain_role": messages.CHAIN_ROLES,
    "crs": messages.CRS_NAMES,
    "state": {**messages.STATES, **messages.STANDINGS},
    "change": messages.CHANGES,
    "exit_cause": messages.EXIT_CAUSES,
    "kinship": messages.KINSHIPS,
    "party": messages.PARTIES,
    "investment_stage": messages.INVESTMENT_STAGES,
    "tag": messages.TAGS,
}

_TABLE_OF = {"stage": "investment_stage", "delivery_modes": "delivery_mode", "tags": "tag"}
VERY_LATE = 30  # calendar days behind the plan


@register.filter
def named(one: Any) -> str:
    """A stage, node, step, template or list in the reader's language."""
    return called(one)


@register.filter
def done_when(node: Node) -> str:
    """By what a node is done, in the reader's language."""
    return node.done_when_zh if is_chinese() else node.done_when_en


@register.filter
def word(code: str, table: str) -> str:
    """What a code of the register is called; the code itself where nobody named it."""
    return str(_TABLES[table].get(code, code))


@register.filter
def words(codes: Iterable[str], table: str) -> str:
    """Several codes, one after another."""
    return _(", ").join(word(code, table) for code in codes)


@register.filter
def plain(figure: Decimal) -> str:
    """A figure without the noughts that only the table's columns need: 60, 2.5."""
    return f"{figure.normalize():f}"


@register.filter
def in_words(fault: Fault) -> str:
    """A fault or a doubt of the register in words, its steps and amounts by their names."""
    written = {name: _written(name, value) for name, value in fault.params.items()}
    return say(replace(fault, params=written))


def _written(name: str, value: object) -> object:
    if name in ("step", "earlier"):
        return _step(str(value))
    if isinstance(value, Decimal):
        return percent(value) if name == "share" else wan(value)
    return value


def _step(code: str) -> str:
    """A step or node by its name, whichever kind of project has it."""
    kinds = codelists.lifecycle(on=clock.today()).templates.values()
    nodes = [node for kind in kinds for node in kind.nodes]
    for one in (*nodes, *(step for node in nodes for step in node.steps)):
        if one.code == code:
            return named(one)
    return code


def code_word(name: str, value: str) -> str:
    """What a value of a field is called, where the register has words for it."""
    table = _TABLES.get(_TABLE_OF.get(name, name), {})
    return str(table.get(value, value))


@register.filter
def lowest(path: str) -> str:
    """The last part of a sector's path: 基础设施/交通/铁路 is 铁路."""
    return path.rpartition("/")[2]


@register.simple_tag
def knot(stop: Stop) -> SafeString:
    """A node's sign: a tick, its number, a dash; its state is read aloud."""
    sign = {Progress.DONE: icon("check"), Progress.VOID: "–"}.get(stop.progress, stop.node.number)
    return format_html(
        '<span class="knot knot--{}{}">{}</span>',
        stop.progress.lower(),
        " knot--late" if stop.is_late else "",
        sign,
    )


@register.simple_tag
def standing(stop: Stop) -> SafeString:
    """When a node was reached, or is to be, in words."""
    if stop.progress is Progress.VOID:
        return _quiet(_("Not applicable"))
    if stop.actual_on:
        return _dated(_("Done %(day)s"), stop.actual_on)
    if stop.progress is Progress.UNRECORDED:
        return _quiet(_("Not recorded"))
    if stop.forecast_on:
        return _dated(_("Forecast %(day)s"), stop.forecast_on)
    if stop.planned_on:
        return _dated(_("Planned %(day)s"), stop.planned_on)
    return _quiet(_("In hand") if stop.progress is Progress.NOW else _("Not yet"))


@register.simple_tag
def lateness(late: int | None) -> SafeString:
    """How many days behind the plan, or in time; nothing where nothing was planned."""
    if late is None:
        return SafeString("")
    if late <= 0:
        return format_html('<span class="in-time">{}</span>', _("In time"))
    words = ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    kind = "very-late" if late > VERY_LATE else "late"
    return format_html('<span class="{}">{}</span>', kind, words)


def _dated(words: str, day: date) -> SafeString:
    """Words with a day that is not torn at its hyphens."""
    whole = format_html('<span class="stop__date">{}</span>', day.isoformat())
    return _quiet(SafeString(escape(words) % {"day": whole}))


def _quiet(words: str) -> SafeString:
    return format_html('<span class="stop__day">{}</span>', words)
