"""Reading plans and extensions, and what a person may do about those of an issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue, LimitExtension, Plan, PlanNode
from ballast.dispatch.coordination.rules.issues import OPEN, RUNNING
from ballast.dispatch.coordination.rules.plans import NodeStanding, PlanState, standing_of_node
from ballast.platform.files import selectors as files

from .matters import issues, reach_of

if TYPE_CHECKING:
    from ballast.platform.files.models import File
    from ballast.platform.identity.models import User

# The kind of owner that files name: what a plan rests on.
PLAN = "issue_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSeen:
    """One round with its nodes as they stand, and its files."""

    plan: Plan
    nodes: Sequence[tuple[PlanNode, NodeStanding]]
    files: "Sequence[File]"

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one, _ in self.nodes)

    @property
    def late(self) -> int:
        behind = {NodeStanding.OVERDUE, NodeStanding.DONE_LATE}
        return sum(standing in behind for _, standing in self.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class MayPlan:
    """What somebody may do about the plan and the limit of an issue as they stand."""

    hand_in: bool
    review: bool
    tell_nodes: bool
    ask_extension: bool
    decide_extension: bool


def plans_of(issue: Issue, on: date) -> list[PlanSeen]:
    """Every round, the latest first; three queries."""
    rows = list(Plan.objects.filter(issue=issue).select_related("paper").order_by("-round"))
    nodes: dict[int, list[tuple[PlanNode, NodeStanding]]] = {one.pk: [] for one in rows}
    for node in PlanNode.objects.filter(plan__in=rows).order_by("ends_on", "pk"):
        standing = standing_of_node(node.ends_on, node.done_on, on)
        nodes[node.plan_id].append((node, standing))
    kept = files.of_many(PLAN, [str(one.pk) for one in rows])
    return [
        PlanSeen(plan=one, nodes=nodes[one.pk], files=kept.get(str(one.pk), ())) for one in rows
    ]


def extensions_of(issue: Issue) -> list[LimitExtension]:
    """What was asked, the latest first."""
    return list(LimitExtension.objects.filter(issue=issue).order_by("-pk"))


def may_plan(
    viewer: "User",
    on: date,
    issue: Issue,
    plans: Sequence[PlanSeen],
    asked: Sequence[LimitExtension],
) -> MayPlan:
    hand = reach_of(viewer, on).hand(issue)
    state = plans[0].plan.state if plans else ""
    is_running = issue.state in RUNNING
    open_ones = [one for one in asked if one.is_granted is None]
    is_used = any(one.is_granted for one in asked)
    return MayPlan(
        hand_in=hand.leads and state == PlanState.ASKED,
        review=hand.decides and state == PlanState.HANDED_IN,
        tell_nodes=hand.leads and state == PlanState.PASSED and is_running,
        ask_extension=bool(plans)
        and hand.leads
        and is_running
        and on <= issue.due_on
        and not (open_ones or is_used),
        decide_extension=hand.decides and bool(open_ones) and is_running,
    )


def plans_to_write(viewer: "User", on: date) -> list[str]:
    """The issues whose plan a unit of this person has to hand in, the next due first."""
    waiting = _waiting(PlanState.ASKED)
    units = (reach_of(viewer, on).units or ()) if waiting else ()
    return [number for number, lead in waiting if lead in units]


def plans_to_review(viewer: "User", on: date) -> list[str]:
    """The issues whose plan waits for this person's grade, the next due first."""
    waiting = _waiting(PlanState.HANDED_IN)
    if not waiting or not reach_of(viewer, on).decides:
        return []
    return [number for number, _ in waiting]


def _waiting(state: PlanState) -> list[tuple[str, int]]:
    """Number and lead of each issue whose plan stands so: most days there is none to ask about."""
    rows = Plan.objects.filter(state=state, issue__state__in=OPEN).order_by("due_on", "pk")
    return list(rows.values_list("issue__number", "issue__lead_id"))


def sees_plan(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files at a plan: whoever sees its issue."""
    return (
        key.isdecimal() and Plan.objects.filter(pk=int(key), issue__in=issues(viewer, on)).exists()
    )
