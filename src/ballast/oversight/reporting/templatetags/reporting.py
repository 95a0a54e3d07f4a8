"""Small parts of the periods' pages."""

from django import template
from django.utils.safestring import SafeString

from ballast.delivery.progress.rules import Level
from ballast.kernel import money
from ballast.oversight.reporting.messages import (
    FIELD_NAMES,
    LAYOUT_NAMES,
    LEVEL_NAMES,
    STATE_NAMES,
    label,
)
from ballast.oversight.reporting.rules import Layout, Pair
from ballast.platform.periods.rules import State
from ballast.platform.ui.templatetags.figures import wan, yi
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

_KINDS = {State.OPEN: "brand", State.CLOSING: "amber", State.CLOSED: "green"}

register.filter("period_label", label)


@register.simple_tag
def period_state(state: str) -> SafeString:
    """The state of a period as a mark."""
    return badge(str(STATE_NAMES[State(state)]), kind=_KINDS[State(state)])


@register.filter
def level_name(level: Level) -> str:
    return str(LEVEL_NAMES[level])


@register.filter
def field_name(field: str) -> str:
    return str(FIELD_NAMES[field])


@register.filter
def layout_name(layout: str) -> str:
    return str(LAYOUT_NAMES[Layout(layout)])


@register.filter
def apart(pair: Pair, unit_places: int = 2) -> str:
    """By how much a pair differs, with its sign; amounts in 10,000 yuan, a count as it is."""
    if not pair.differs:
        return "0"
    if not unit_places:
        return f"{pair.difference:+}".replace("-", money.MINUS)
    sign = "+" if pair.difference > 0 else ""
    return f"{sign}{wan(pair.difference, unit_places)}"


@register.filter
def field_value(value: object, field: str) -> str:
    """A frozen field's value as read: money in 100m yuan, four places."""
    if value is None or value == "":
        return "—"
    return yi(value, 4) if field.endswith("_yuan") else str(value)  # type: ignore[arg-type]
