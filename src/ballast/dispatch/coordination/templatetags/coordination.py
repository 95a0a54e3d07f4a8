"""Tags of instructions and sweeps."""

from django import template
from django.utils.safestring import SafeString

from ballast.dispatch.coordination.messages import ANSWERED, STANDINGS, STATES
from ballast.dispatch.coordination.models import Addressee
from ballast.dispatch.coordination.rules import Answered, Standing, State
from ballast.dispatch.coordination.sheets import name_of
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

_KINDS = {
    Standing.DELIVERED: "amber",
    Standing.IN_HAND: "brand",
    Standing.OVERDUE: "red",
    Standing.REPORTED: "brand",
    Standing.CLOSED: "green",
    Standing.WITHDRAWN: "grey",
}
_STATES = {State.OPEN: "brand", State.CLOSED: "green", State.WITHDRAWN: "grey"}
_ANSWERED = {
    Answered.MISSING: "",
    Answered.DRAFT: "amber",
    Answered.IN_TIME: "green",
    Answered.LATE: "red",
}


@register.simple_tag
def standing(code: Standing) -> SafeString:
    """How far an instruction has come, as a badge."""
    return badge(str(STANDINGS[code]), kind=_KINDS[code])


@register.simple_tag
def sweep_state(code: str) -> SafeString:
    """Whether a sweep runs, as a badge."""
    return badge(str(STATES[code]), kind=_STATES[State(code)])


@register.simple_tag
def answered(code: Answered) -> SafeString:
    """How a line stands, as a badge."""
    return badge(str(ANSWERED[code]), kind=_ANSWERED[code])


@register.filter
def addressee(one: Addressee) -> str:
    """The short name of a unit, or a person's name."""
    return name_of(one)
