"""Papers of the loop, grades, states of plans and nodes, and the refusals about them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.dispatch.coordination.rules.plans import Grade, NodeStanding, PlanState
from ballast.platform.notices.kinds import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PAPERS: Mapping[str, "StrPromise"] = {
    LoopPaper.SUPERVISION_ORDER.value: _("Supervision order"),
    LoopPaper.ASSIGNMENT_ORDER.value: _("Assignment order"),
    LoopPaper.REMINDER_LETTER.value: _("Reminder letter"),
    LoopPaper.SUPERVISION_LETTER.value: _("Supervision letter"),
    LoopPaper.PETITION.value: _("Petition"),
}
GRADES: Mapping[str, "StrPromise"] = {
    Grade.EXCELLENT.value: pgettext_lazy("grade", "Excellent"),
    Grade.GOOD.value: pgettext_lazy("grade", "Good"),
    Grade.QUALIFIED.value: pgettext_lazy("grade", "Qualified"),
    Grade.UNQUALIFIED.value: pgettext_lazy("grade", "Not qualified: returned"),
}
PLAN_STATES: Mapping[str, "StrPromise"] = {
    PlanState.ASKED.value: pgettext_lazy("plan", "Asked for"),
    PlanState.HANDED_IN.value: pgettext_lazy("plan", "Handed in"),
    PlanState.PASSED.value: pgettext_lazy("plan", "Passed"),
    PlanState.RETURNED.value: pgettext_lazy("plan", "Returned"),
}
NODE_STANDINGS: Mapping[str, "StrPromise"] = {
    NodeStanding.DONE.value: pgettext_lazy("week node", "Reached"),
    NodeStanding.DONE_LATE.value: pgettext_lazy("week node", "Reached late"),
    NodeStanding.OVERDUE.value: pgettext_lazy("week node", "Overdue"),
    NodeStanding.AHEAD.value: pgettext_lazy("week node", "Ahead"),
}
PLAN_NOTICES: Mapping[str, Kind] = {
    "plan_asked": Kind(
        _("Plans asked for"),
        _("%(number)s “%(title)s”: a rectification plan is to be handed in by %(due)s."),
        "pencil",
    ),
    "plan_due": Kind(
        _("Plans due"),
        _("%(number)s “%(title)s”: the plan due on %(due)s is not handed in yet."),
        "clock",
    ),
    "plan_handed_in": Kind(
        _("Plans to be graded"),
        _("%(number)s “%(title)s”: a rectification plan waits for your grade."),
        "check",
    ),
    "plan_passed": Kind(
        _("Plans passed"),
        _("%(number)s “%(title)s”: your rectification plan passed; tell its weekly nodes reached."),
        "check",
    ),
    "plan_returned": Kind(
        _("Plans returned"),
        _("%(number)s “%(title)s”: your rectification plan was returned; it stays due on %(due)s."),
        "corner-up-left",
    ),
    "extension_asked": Kind(
        _("Later limits asked for"),
        _("%(number)s “%(title)s”: a later limit, %(due)s, waits for your decision."),
        "calendar-plus",
    ),
    "extension_granted": Kind(
        _("Later limits granted"),
        _("%(number)s “%(title)s” is now to be solved by %(due)s."),
        "calendar-plus",
    ),
    "extension_refused": Kind(
        _("Later limits refused"),
        _("%(number)s “%(title)s”: no later limit; it stays due on %(due)s."),
        "corner-up-left",
    ),
}

PLAN_WORDS: Mapping[str, "StrPromise"] = {
    "issue_paper_over": _("%(number)s: it is over; no paper is drafted about it any more."),
    "issue_paper_there": _(
        "%(number)s: this month has such a paper about it already; look at it among the papers."
    ),
    "issue_paper_without_tasks": _(
        "%(number)s: no task is given yet; an assignment order hands out tasks."
    ),
    "issue_paper_without_government": _(
        "%(number)s: it lies with no district; a supervision letter urges a government."
    ),
    "plan_unknown": _("There is no such plan, or it is not yours to act upon."),
    "plan_not_asked": _("%(number)s: no plan is asked for now."),
    "plan_not_handed_in": _("%(number)s: the plan is not handed in, or is graded already."),
    "plan_not_passed": _("%(number)s: the plan has not passed yet."),
    "plan_without_words": _("Say how it will be solved."),
    "plan_without_nodes": _("Give at least one weekly node."),
    "plan_too_long": _("Give at most %(most)s weekly nodes."),
    "plan_node_without_words": _("Node %(place)s: say what is reached."),
    "plan_node_without_person": _("Node %(place)s: say who answers for it."),
    "plan_node_after_limit": _("Node %(place)s lies after the limit, %(limit)s."),
    "plan_nodes_out_of_order": _("Put the nodes in the order of their days."),
    "plan_node_done": _("“%(words)s” was told reached already."),
    "plan_node_ahead": _("“%(words)s”: the day it was reached on has not come yet."),
    "extension_unknown": _("There is no such request, or it is decided already."),
    "extension_not_urged": _("%(number)s: only what is being urged has its limit extended."),
    "extension_used": _("%(number)s: its limit was extended, or asked to be, already; once only."),
    "extension_late": _("%(number)s: its limit, %(due)s, has gone by."),
    "extension_not_later": _("%(number)s: ask for a day after its limit, %(due)s."),
    "extension_without_reason": _("%(number)s: say why it cannot be done in time."),
}
