"""Small parts of the project list."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ballast.edges.portal.columns import Column
from ballast.edges.portal.lines import Line
from ballast.platform.ui.templatetags.figures import count
from ballast.platform.ui.templatetags.ui import LAMPS, lamp

register = template.Library()


@register.simple_tag
def counted(colour: str, number: int) -> SafeString:
    """A lamp with how many projects show it, to choose by."""
    return lamp(colour, f"{LAMPS[colour]} {count(number)}")


@register.simple_tag
def explained(row: Line) -> SafeString:
    """A lamp that says why when pointed at or reached by keyboard."""
    return format_html(
        '<span class="why" tabindex="0" aria-describedby="why-{}">{}'
        '<span class="why__words" role="tooltip" id="why-{}">{}</span></span>',
        row.project.pk,
        lamp(row.colour),
        row.project.pk,
        row.why or _("Not rated"),
    )


@register.simple_tag
def cells(row: Line, columns: Sequence[Column]) -> SafeString:
    """A row's cells in the columns chosen."""
    return SafeString("".join([column.cell(row) for column in columns]))


@register.inclusion_tag("ui/column.html", takes_context=True)
def headed(context: Context, column: Column) -> dict[str, Any]:
    """The head of a column chosen; it sorts where its figure can be sorted by."""
    href, order = context["sorted"].get(column.code, ("", ""))
    return {"words": column.words, "href": href, "order": order, "kind": column.kind}


@register.inclusion_tag("ui/column.html", takes_context=True)
def sortable(context: Context, words: str, sort: str, *, kind: str = "") -> dict[str, str]:
    """A column's head by which this list is sorted."""
    href, order = context["sorted"][sort]
    return {"words": words, "href": href, "order": order, "kind": kind}
