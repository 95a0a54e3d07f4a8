"""What pages of rulebooks and trials call their parts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.messages.exemptions import RUNNING
from ballast.dispatch.alerts.messages.rulebooks import FIELDS
from ballast.dispatch.alerts.messages.rulebooks import colour_name as name_of_colour
from ballast.dispatch.alerts.rules import PROJECT, UNIT, Family, decimal, may_be_named
from ballast.kernel import money
from ballast.platform.ui.templatetags.figures import NO_FIGURE, count, period

register = template.Library()


@register.filter
def family_name(code: str) -> str:
    """A family of lamps by its code; the project's own lamp among them, and a unit's."""
    own = {PROJECT: _("Project"), UNIT: str(FIELDS[UNIT])}
    return own.get(code) or str(FAMILIES[code])


@register.filter
def cause_name(code: str) -> str:
    return str(CAUSES[code])


@register.filter
def running_name(code: str) -> str:
    return str(RUNNING[code])


@register.filter
def colour_name(code: str) -> str:
    return name_of_colour(code)


@register.filter
def head_name(field: str) -> str:
    """A field at the head of a rulebook."""
    return {
        "code": _("Code of the rulebook"),
        "zh": _("Name in Chinese"),
        "en": _("Name in English"),
    }.get(field) or str(FIELDS[field]).capitalize()


@register.filter
def may_name(family: Family) -> str:
    """What a sentence of a family may name, as it is typed."""
    return " ".join(f"%({name})s" for name in may_be_named(family)) or NO_FIGURE


@register.filter
def rulebook_key(text: str) -> str:
    return selectors.rulebook(text).key


@register.filter
def period_list(codes: Sequence[str]) -> str:
    return _(", ").join(map(period, codes))


@register.filter
def months(number: Fraction | None) -> str:
    """Months on average: 2.3."""
    if number is None:
        return NO_FIGURE
    return str(money.half_up(decimal(number), 1))


@register.simple_tag
def shift(before: Mapping[str, int], after: Mapping[str, int], colour: str) -> str:
    """How many lamps show a colour, before and after: 12 → 9."""
    was, would = before[colour], after[colour]
    if was == would:
        return count(was)
    return format_html("{} → <b>{}</b>", count(was), count(would))
