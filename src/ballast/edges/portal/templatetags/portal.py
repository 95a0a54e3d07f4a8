"""Small parts of the project list."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ballast.edges.portal.columns import Column
from ballast.edges.portal.lines import Line
from ballast.edges.portal.listing import SORTS, Asked
from ballast.platform.ui.templatetags.figures import count
from ballast.platform.ui.templatetags.ui import LAMPS, lamp, shape

register = template.Library()


@register.simple_tag
def counted(colour: str, number: int) -> SafeString:
    """A lamp with how many projects show it, to choose by."""
    return lamp(colour, f"{LAMPS[colour]} {count(number)}")


@register.simple_tag
def lines(rows: Sequence[Line], columns: Sequence[Column], period: str) -> SafeString:
    """Each row: its lamp, its name as the way to its page, and the cells of the columns chosen.

    A lamp that was decided for the period leads on to what it rests on.

    Put together plainly: a template takes as long for a page of them as the database does.
    """
    if not rows:
        return SafeString()
    first = rows[0].project.number
    # Found once: only the number differs.
    way = reverse("projects:project", args=[first])
    why = reverse("alerts:explained", args=[first, period])
    return SafeString(
        "\n".join(
            [
                _row(row, way.replace(first, number), why.replace(first, number), columns)
                for row in rows
                for number in [row.project.number]
            ]
        )
    )


def _row(row: Line, href: str, why: str, columns: Sequence[Column]) -> str:
    name = escape(row.project.name)
    return (
        f'<tr><td class="pin-lamp">{_explained(row, why)}</td>'
        f'<th scope="row" class="pin-name"><a href="{href}" title="{name}">{name}</a></th>'
        f"{''.join([column.cell(row) for column in columns])}</tr>"
    )


def _explained(row: Line, href: str) -> str:
    """A lamp that says why when pointed at or reached by keyboard."""
    place = f"why-{row.project.pk}"
    is_seen = row.project.row is not None
    tag, way = ("a", f'href="{href}"') if is_seen else ("span", 'tabindex="0"')
    shown = lamp(row.colour, "" if is_seen else _("no lamp yet"))
    return (
        f'<{tag} class="why" {way} aria-describedby="{place}">{shown}'
        f'<span class="why__words" role="tooltip" id="{place}">'
        f"{_reasons(row)}</span></{tag}>"
    )


def _reasons(row: Line) -> str:
    """Why, and of which lamp each reason is where there are several."""
    reasons = row.reasons
    if len(reasons) < 2:
        return escape(row.why)
    return "<br>".join([f"{shape(one.colour)} {escape(one.because)}" for one in reasons])


@register.inclusion_tag("ui/column.html", takes_context=True)
def headed(context: Context, column: Column) -> dict[str, Any]:
    """The head of a column chosen; it sorts where its figure can be sorted by."""
    href, order = _sorted(context, column.code) if column.code in SORTS else ("", "")
    return {"words": column.words, "href": href, "order": order, "kind": column.kind}


@register.inclusion_tag("ui/column.html", takes_context=True)
def sortable(context: Context, words: str, sort: str, *, kind: str = "") -> dict[str, str]:
    """A column's head by which this list is sorted."""
    href, order = _sorted(context, sort)
    return {"words": words, "href": href, "order": order, "kind": kind}


def _sorted(context: Context, sort: str) -> tuple[str, str]:
    """The address of the list sorted so, and how it stands in this respect."""
    asked: Asked = context["asked"]
    return asked.sorted_by(sort), asked.order(sort)
