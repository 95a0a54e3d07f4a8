"""Tags of plans: how far each round is, its grade, how its weekly nodes stand."""

from django import template
from django.utils.safestring import SafeString

from ballast.dispatch.coordination.messages.plans import GRADES, NODE_STANDINGS, PLAN_STATES
from ballast.dispatch.coordination.rules.plans import Grade, NodeStanding, PlanState
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

_STATES = {PlanState.ASKED: "amber", PlanState.HANDED_IN: "brand", PlanState.PASSED: "green"}
_STANDINGS = {
    NodeStanding.DONE: "green",
    NodeStanding.DONE_LATE: "amber",
    NodeStanding.OVERDUE: "red",
    NodeStanding.AHEAD: "",
}


@register.simple_tag
def plan_state(code: str) -> SafeString:
    """How far a round of a plan is, as a badge."""
    return badge(str(PLAN_STATES[code]), kind=_STATES.get(PlanState(code), "grey"))


@register.simple_tag
def plan_grade(code: str) -> SafeString:
    """How the office graded it, as a badge; nothing before."""
    if not code:
        return SafeString("")
    return badge(str(GRADES[code]), kind="red" if code == Grade.UNQUALIFIED else "green")


@register.simple_tag
def node_standing(code: NodeStanding) -> SafeString:
    """How a weekly node stands, as a badge."""
    return badge(str(NODE_STANDINGS[code]), kind=_STANDINGS[code])
