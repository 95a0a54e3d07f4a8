"""Small parts of the project list."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ballast.platform.ui.templatetags.figures import count
from ballast.platform.ui.templatetags.ui import LAMPS, lamp

register = template.Library()


@register.filter
def lowest(sector: str) -> str:
    """The last part of a sector's path: 基础设施/交通/铁路 is 铁路."""
    return sector.rpartition("/")[2]


@register.simple_tag
def counted(colour: str, number: int) -> SafeString:
    """A lamp with how many projects show it, to choose by."""
    return lamp(colour, f"{LAMPS[colour]} {count(number)}")


@register.simple_tag
def explained(row: Any) -> SafeString:
    """A lamp that says why when pointed at or reached by keyboard."""
    return format_html(
        '<span class="why" tabindex="0" aria-describedby="why-{}">{}'
        '<span class="why__words" aria-hidden="true">{}</span></span>',
        row.project.pk,
        lamp(row.colour),
        row.why,
    )


@register.inclusion_tag("ui/column.html", takes_context=True)
def sortable(context: Context, words: str, sort: str, *, kind: str = "") -> dict[str, str]:
    """A column's head by which this list is sorted."""
    href, order = context["sorted"][sort]
    return {"words": words, "href": href, "order": order, "kind": kind}
