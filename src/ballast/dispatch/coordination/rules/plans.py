"""整改方案: what answers a 督办单, how it is graded, and how its weekly nodes stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ballast.kernel.errors import Fault

MOST_NODES = 20


class Grade(StrEnum):
    EXCELLENT = "excellent"  # 优秀
    GOOD = "good"  # 良好
    QUALIFIED = "qualified"  # 合格
    UNQUALIFIED = "unqualified"  # 不合格: returned, to be made again within the same limit


class PlanState(StrEnum):
    ASKED = "asked"
    HANDED_IN = "handed_in"
    PASSED = "passed"
    RETURNED = "returned"


LIVE_PLANS = frozenset({PlanState.ASKED, PlanState.HANDED_IN})


class NodeStanding(StrEnum):
    """How a weekly node stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeDraft:
    """What is to be reached by the end of a week, and who answers for it."""

    ends_on: date
    words: str
    person: str


def reviewed(grade: Grade) -> PlanState:
    return PlanState.RETURNED if grade is Grade.UNQUALIFIED else PlanState.PASSED


def standing_of_node(ends_on: date, done_on: date | None, on: date) -> NodeStanding:
    """Overdue from the day after its week ends."""
    if done_on is not None:
        return NodeStanding.DONE if done_on <= ends_on else NodeStanding.DONE_LATE
    return NodeStanding.OVERDUE if on > ends_on else NodeStanding.AHEAD


def plan_faults(words: str, nodes: Sequence[NodeDraft], limit: date, on: date) -> Iterator[Fault]:
    """What a plan lacks; all of it. ``limit``: the day by which the issue is to be done."""
    if not words.strip():
        yield Fault("plan_without_words", {}, "words")
    if not nodes:
        yield Fault("plan_without_nodes", {}, "nodes")
    if len(nodes) > MOST_NODES:
        yield Fault("plan_too_long", {"most": str(MOST_NODES)}, "nodes")
    for place, node in enumerate(nodes, 1):
        yield from _node_faults(node, str(place), max(limit, on))
    if [one.ends_on for one in nodes] != sorted(one.ends_on for one in nodes):
        yield Fault("plan_nodes_out_of_order", {}, "nodes")


def _node_faults(node: NodeDraft, place: str, limit: date) -> Iterator[Fault]:
    found = {
        "plan_node_without_words": not node.words.strip(),
        "plan_node_without_person": not node.person.strip(),
        "plan_node_after_limit": node.ends_on > limit,
    }
    told = {"place": place, "limit": f"{limit}"}
    yield from (Fault(code, told, "nodes") for code, wrong in found.items() if wrong)
