"""Small parts of the project list."""

from collections.abc import Sequence
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ballast.edges.portal.columns import Column, as_markup
from ballast.edges.portal.lines import Line
from ballast.edges.portal.listing import SORTS, Asked
from ballast.edges.portal.tabs import View
from ballast.platform.ui.templatetags.figures import count
from ballast.platform.ui.templatetags.ui import LAMPS, column, lamp, shape

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
    cells = zip(*[column.cells(rows) for column in columns], strict=True)
    return SafeString(
        "\n".join(
            [
                _row(row, way.replace(first, number), why.replace(first, number), own)
                for row, own in zip(rows, cells, strict=True)
                for number in [row.project.number]
            ]
        )
    )


def _row(row: Line, href: str, why: str, cells: Sequence[str]) -> str:
    name = as_markup(row.project.name)
    return (
        f'<tr><td class="pin-lamp">{_explained(row, why)}</td>'
        f'<th scope="row" class="pin-name"><a href="{href}" title="{name}">{name}</a></th>'
        f"{''.join(cells)}</tr>"
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
    if row.project.row is None:
        return escape(row.why)
    reasons = row.reasons
    if len(reasons) < 2:
        return "".join([escape(one.because) for one in reasons])
    return "<br>".join([f"{shape(one.colour)} {escape(one.because)}" for one in reasons])


@register.simple_tag
def headed(asked: Asked, chosen: Column) -> SafeString:
    """The head of a column chosen; it sorts where its figure can be sorted by."""
    if chosen.code in SORTS:
        return sortable(asked, str(chosen.words), chosen.code, kind=chosen.kind)
    return column(str(chosen.words), kind=chosen.kind)


@register.simple_tag
def sortable(asked: Asked, words: str, sort: str, *, kind: str = "") -> SafeString:
    """A column's head by which this list is sorted."""
    return column(words, asked.sorted_by(sort), order=asked.order(sort), kind=kind)


@register.simple_tag
def view(shown: View, base: str) -> SafeString:
    """One view of the list at ``base``; how much it holds is told once the list is there."""
    current = ' aria-current="page"' if shown.is_current else ""
    shared = f'<span class="quiet"> · {escape(shown.shared_by)}</span>' if shown.shared_by else ""
    return SafeString(
        f'<a href="{base}{escape(shown.href)}"{current}>{escape(str(shown.words))}{shared} '
        f'<span class="tabs__count" data-count="{escape(shown.code)}"></span></a>'
    )


@register.simple_tag
def offered(columns: Sequence[Column], chosen: Sequence[str]) -> SafeString:
    """A box to tick for each column; those ``chosen`` are."""
    return SafeString(
        "\n".join(
            [
                f'<label><input type="checkbox" id="column-{one.code}" name="col"'
                f' value="{one.code}"{" checked" if one.code in chosen else ""}>'
                f" {escape(str(one.words))}</label>"
                for one in columns
            ]
        )
    )
