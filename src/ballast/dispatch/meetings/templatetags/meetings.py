"""Tags of meetings."""

from django import template
from django.utils.safestring import SafeString

from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.meetings import messages
from ballast.dispatch.meetings.rules import Came, Fate, Standing, State
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

_STATES = {
    State.PLANNED: "",
    State.ASKING: "amber",
    State.FIXED: "brand",
    State.RUNNING: "brand",
    State.HELD: "green",
    State.SENT: "green",
    State.CALLED_OFF: "grey",
}
_DUE = {Standing.HELD: "green", Standing.PLANNED: "brand", Standing.DUE: "red"}
_FATES = {Fate.CLOSED: "green", Fate.IN_TIME: "brand", Fate.LATE: "red"}
_CAME = {Came.SINCE: "green", Came.BEFORE: "grey", Came.NOT_YET: "red"}
_TABLES = {
    "kind": messages.KINDS,
    "part": messages.PARTS,
    "by": messages.DISPATCHERS,
    "every": messages.EVERY,
    "grade": messages.GRADES,
    "class": messages.CLASSES,
    "family": FAMILIES,
    "topic": messages.TOPIC_STATES,
    "speech": messages.SPEECHES,
    "occasion": messages.OCCASIONS,
}


@register.simple_tag
def meeting_state(code: str) -> SafeString:
    """How far a meeting has come, as a badge."""
    return badge(str(messages.STATES[code]), kind=_STATES[State(code)])


@register.simple_tag
def dispatch_due(code: Standing) -> SafeString:
    """Whether a line's meeting is held, as a badge."""
    return badge(str(messages.DUE[code]), kind=_DUE[code])


@register.simple_tag
def fate(code: Fate) -> SafeString:
    """How a decision stands, as a badge."""
    return badge(str(messages.FATES[code]), kind=_FATES[code])


@register.simple_tag
def outcome(code: Came) -> SafeString:
    """What has become of a project of an event, as a badge."""
    return badge(str(messages.CAME[code]), kind=_CAME[code])


@register.filter
def called(code: str, table: str) -> str:
    """What a code of one of the tables above is called."""
    return str(_TABLES[table][code])
