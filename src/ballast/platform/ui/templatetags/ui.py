"""The design system's tags. See them all, in every state, at ``/ui/``."""

from functools import cache

from django import template
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
def icon(name: str) -> str:
    """A line icon of the Lucide set, as large as the text asks for; says nothing by itself."""
    return _icon(name)


@cache
def _icon(name: str) -> str:
    return lucide(name, size=None, aria_hidden="true", **{"class": "icon"})


@register.inclusion_tag("ui/button.html")
def button(words: str, *, icon: str = "", href: str = "", kind: str = "") -> dict[str, str]:
    """A link when it has an ``href``, otherwise the submit button of its form."""
    return {"words": words, "icon_name": icon, "href": href, "kind": kind}


@register.inclusion_tag("ui/message.html")
def message(level: str, words: str) -> dict[str, str]:
    """One message: ``success``, ``info``, ``warning`` or ``error``."""
    return {"level": level, "words": words}
