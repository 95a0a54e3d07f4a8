"""Small parts of the periods' pages."""

from django import template
from django.utils.safestring import SafeString

from ballast.delivery.progress.rules import Level
from ballast.oversight.reporting.messages import FIELD_NAMES, LEVEL_NAMES, STATE_NAMES, label
from ballast.platform.periods.rules import State
from ballast.platform.ui.templatetags.figures import yi
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
def field_value(value: object, field: str) -> str:
    """A frozen field's value as read: money in 100m yuan, four places."""
    if value is None or value == "":
        return "—"
    return yi(value, 4) if field.endswith("_yuan") else str(value)  # type: ignore[arg-type]
