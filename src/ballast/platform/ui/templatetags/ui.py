"""The design system's tags. See them all, in every state, at ``/ui/``."""

from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from lucide.templatetags.lucide import lucide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.paginator import Page
    from django_stubs_ext import StrOrPromise

    from ballast.platform.ui.navigation import Link

register = template.Library()

LAMPS = {
    "red": _("Behind"),
    "yellow": _("Watch"),
    "green": _("Normal"),
    "blue": _("On course"),
    "grey": _("Not reported"),
    "dash": _("Not rated"),
}


@register.simple_tag
def icon(name: str) -> str:
    """A line icon of the Lucide set, as large as the text asks for; says nothing by itself."""
    return _icon(name)


@cache
def _icon(name: str) -> str:
    return lucide(name, size=None, aria_hidden="true", **{"class": "icon"})


@register.simple_tag
def doors(links: "Sequence[Link]") -> SafeString:
    """The bar on top of every page; without links the room that it takes."""
    return _doors(links, get_language())


@lru_cache(maxsize=512)  # by who may what, and where one is: drawing it takes longer than a table
def _doors(links: "Sequence[Link]", _language: str | None) -> SafeString:
    return render_to_string("ui/doors.html", {"links": links})


@register.simple_tag
def trouble() -> SafeString:
    """What a page shows once something goes wrong under way: the same on every page."""
    return _trouble(get_language())


@lru_cache(maxsize=8)  # languages
def _trouble(_language: str | None) -> SafeString:
    return render_to_string("ui/trouble.html")


@register.simple_tag
def lamp(colour: str, words: str = "", *, kind: str = "") -> SafeString:
    """A lamp by shape, colour and word; ``words`` for another word than the usual.

    ``kind``: ``pill`` stands on a ground of its own, ``mute`` only reads its word aloud.
    """
    return _lamp(str(colour), words or str(LAMPS[colour]), kind)


@cache
def _lamp(colour: str, words: str, kind: str) -> SafeString:
    return format_html(
        '<span class="lamp lamp--{}{}">{}<span{}>{}</span></span>',
        colour,
        " lamp--pill" if kind == "pill" else "",
        shape(colour),
        SafeString(' class="aloud"') if kind == "mute" else "",
        words,
    )


@register.simple_tag
def shape(colour: str) -> SafeString:
    """A lamp's shape alone, where its word stands elsewhere."""
    return _SHAPES[colour]


def _shape(drawing: str) -> SafeString:
    return SafeString(
        f'<svg class="lamp__shape" viewBox="0 0 12 12" aria-hidden="true">{drawing}</svg>'
    )


_SHAPES = {
    "red": _shape('<path class="fill-red" d="M6 .2 11.8 6 6 11.8.2 6Z"/>'),
    "yellow": _shape(
        '<path class="fill-yellow" d="M6 1.2 11.2 10.6H.8Z" stroke-width="1.1"'
        ' stroke-linejoin="round"/>'
    ),
    "green": _shape('<circle class="fill-green" cx="6" cy="6" r="5.2"/>'),
    "blue": _shape('<rect class="fill-blue" x="1.2" y="1.2" width="9.6" height="9.6" rx="2"/>'),
    "grey": _shape(
        '<circle class="line-grey" cx="6" cy="6" r="4.6" fill="none" stroke-width="1.8"/>'
    ),
    "dash": _shape('<path class="line-grey" d="M2 6h8" stroke-width="1.8"/>'),
}


@register.simple_tag
def badge(words: str, *, kind: str = "") -> SafeString:
    """A short mark of kind or state: plain, brand, green, amber, red or grey."""
    own = f" badge--{escape(kind)}" if kind else ""
    return SafeString(f'<span class="badge{own}">{conditional_escape(words)}</span>')


@register.inclusion_tag("ui/button.html")
def button(words: str, *, icon: str = "", href: str = "", kind: str = "") -> dict[str, str]:
    """A link when it has an ``href``, otherwise the submit button of its form.

    ``kind``: ``primary`` for the one thing the page is for, ``danger``, ``text``; else plain.
    """
    return {"words": words, "icon_name": icon, "href": href, "kind": kind}


@register.simple_block_tag
def panel(
    content: str, title: str, *, note: str = "", href: str = "", link: str = ""
) -> SafeString:
    """A card with a title; ``link`` are the words that lead on to ``href``."""
    context = {"title": title, "note": note, "href": href, "link": link, "content": content}
    return render_to_string("ui/panel.html", context)


@register.inclusion_tag("ui/nothing.html")
def nothing(title: str, hint: str = "", *, icon: str = "inbox") -> dict[str, str]:
    """What stands where there is nothing to show, and what a person can do about it."""
    return {"title": title, "hint": hint, "icon_name": icon}


@register.inclusion_tag("ui/message.html")
def message(level: str, words: str) -> dict[str, str]:
    """One message: ``success``, ``info``, ``warning`` or ``error``."""
    return {"level": level, "words": words}


@register.inclusion_tag("ui/progress.html")
def progress(words: str, done: int, total: int, *, href: str = "") -> dict[str, Any]:
    """How far long work has come; asks ``href`` each second for its successor."""
    return {"words": words, "done": done, "total": total, "href": href}


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The way down to this page, made of ``crumb``."""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Breadcrumbs"), content
    )


@register.simple_tag
def crumb(words: str, href: str = "") -> SafeString:
    """One step of the way; the page itself has no ``href``."""
    if href:
        return format_html('<li><a href="{}">{}</a></li>', href, words)
    return format_html('<li aria-current="page">{}</li>', words)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """A row of views over the same things, made of ``tab``."""
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label, content)


@register.inclusion_tag("ui/tab.html")
def tab(
    words: str, href: str, *, count: int | None = None, is_current: bool = False
) -> dict[str, Any]:
    """One view, with how much it holds."""
    return {"words": words, "href": href, "count": count, "is_current": is_current}


@register.simple_block_tag
def datatable(content: str, label: str, *, is_tall: bool = False) -> SafeString:
    """A table that scrolls under its own head; ``label`` names it to who cannot see it.

    ``is_tall``: it fills the window, and the page itself need not scroll.
    """
    return format_html(
        '<div class="table{}" role="region" aria-label="{}" tabindex="0"><table>{}</table></div>',
        " table--tall" if is_tall else "",
        label,
        content,
    )


@register.simple_tag
def column(words: str, href: str = "", *, order: str = "", kind: str = "") -> SafeString:
    """A column's head; with ``href`` it sorts, ``order`` being the present one.

    ``order``: ``ascending`` or ``descending``. ``kind``: ``number``, or the name of a pin.
    """
    shown: str = conditional_escape(words)
    if href:
        arrow = _icon(_ARROWS.get(order, "chevrons-up-down"))
        shown = f'<a href="{escape(href)}">{shown}{arrow}</a>'
    own = f' class="{escape(kind)}"' if kind else ""
    way = f' aria-sort="{order}"' if order else ""
    return SafeString(f'<th scope="col"{own}{way}>{shown}</th>')


_ARROWS = {"ascending": "chevron-up", "descending": "chevron-down"}


@register.simple_tag
def options(offered: "Iterable[tuple[object, StrOrPromise]]", chosen: object = "") -> SafeString:
    """What a list to choose from offers: values with their words, of which one is ``chosen``."""
    return SafeString(
        "".join(
            [
                f'<option value="{escape(str(value))}"{" selected" if value == chosen else ""}>'
                f"{escape(str(words))}</option>"
                for value, words in offered
            ]
        )
    )


@register.inclusion_tag("ui/more.html")
def more(href: str, *, shown: int, total: int, columns: int) -> dict[str, Any]:
    """A last row that fetches the rows after it when it comes into view, or at a click."""
    return {"href": href, "shown": shown, "total": total, "columns": columns}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """Where one stands among the pages, and the way to the others."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": list(numbers)}
