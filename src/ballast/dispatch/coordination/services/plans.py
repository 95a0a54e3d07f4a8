"""整改方案: asked for when a 督办单 goes out, handed in, graded, followed week by week."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, Plan, PlanNode
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.coordination.rules.papers import PLAN_WITHIN
from ballast.dispatch.coordination.rules.plans import (
    LIVE_PLANS,
    Grade,
    NodeDraft,
    PlanState,
    plan_faults,
    reviewed,
)
from ballast.dispatch.coordination.selectors import matters as selectors
from ballast.dispatch.coordination.selectors.plans import PLAN
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.files.services import Upload
from ballast.platform.identity import services as identity

from .issues.events import IssuesEvent
from .issues.raising import attach
from .issues.refusals import refuse
from .plan_events import PlanNodesTold, PlansHandedIn, PlansReviewed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.documents.models import Paper

TABLE, NODES = "coordination_plan", "coordination_plannode"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as it is handed in."""

    plan_id: int
    words: str
    nodes: Sequence[NodeDraft]
    uploads: Sequence[Upload] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTold:
    """A weekly node that was reached, on which day, and what came of it."""

    node_id: int
    done_on: date
    words: str = ""


def ask_plans(asked: "Sequence[tuple[Issue, Paper]]", on: date) -> list[Change]:
    """A 督办单 went out about each: ask for a plan, where none is being made already."""
    rounds: dict[int, list[Plan]] = {}
    for one in Plan.objects.filter(issue__in=[issue.pk for issue, _ in asked]).order_by("round"):
        rounds.setdefault(one.issue_id, []).append(one)
    due = codelists.calendar().add(on, PLAN_WITHIN)
    rows = Plan.objects.bulk_create(
        Plan(
            issue=issue,
            round=len(rounds.get(issue.pk, ())) + 1,
            paper=paper,
            asked_on=on,
            due_on=due,
        )
        for issue, paper in asked
        if not any(one.state in LIVE_PLANS for one in rounds.get(issue.pk, ()))
    )
    return [Change(TABLE, row.pk, {"state": (None, row.state)}) for row in rows]


@transaction.atomic
def hand_in_plans(*, by: Actor, at: datetime, plans: Sequence[PlanDraft]) -> list[Plan]:
    """The lead answers. Raises ``NotAllowed``, ``IssuesRefused``: unknown, not asked, not whole."""
    identity.insist(by, "issue.handle", at=at)
    on, drafts = localdate(at), {one.plan_id: one for one in plans}
    rows = _held(by, on, Plan.objects.filter(pk__in=drafts), leads=True)
    refuse(
        fault
        for row in rows
        for fault in (
            plan_faults(drafts[row.pk].words, drafts[row.pk].nodes, row.issue.due_on, on)
            if row.state == PlanState.ASKED
            else [Fault("plan_not_asked", {"number": row.issue.number})]
        )
    )
    for row in rows:
        row.state, row.words = PlanState.HANDED_IN, drafts[row.pk].words.strip()
        row.handed_in_by, row.handed_in_at = by.label, at
    Plan.objects.bulk_update(rows, ["state", "words", "handed_in_by", "handed_in_at"])
    PlanNode.objects.bulk_create(
        PlanNode(
            plan=row, ends_on=node.ends_on, words=node.words.strip(), person=node.person.strip()
        )
        for row in rows
        for node in drafts[row.pk].nodes
    )
    changes = [_moved(row, PlanState.ASKED) for row in rows]
    _journal(PlansHandedIn, rows, changes, by, at)
    for row in rows:
        attach(by, at, PLAN, row.pk, drafts[row.pk].uploads)
    return rows


@transaction.atomic
def review_plans(
    *, by: Actor, at: datetime, ids: Collection[int], grade: Grade, words: str = ""
) -> list[Plan]:
    """The office grades plans. One that is not good enough is asked for again, its days unchanged.

    Raises ``NotAllowed``, ``IssuesRefused``.
    """
    identity.insist(by, "issue.decide", at=at)
    rows = _held(by, localdate(at), Plan.objects.filter(pk__in=ids), leads=False)
    refuse([*_not_handed_in(rows), *_unreasoned(grade, words)])
    for row in rows:
        row.state, row.grade, row.review_words = reviewed(grade), grade.value, words.strip()
        row.reviewed_by, row.reviewed_at = by.label, at
    Plan.objects.bulk_update(rows, ["state", "grade", "review_words", "reviewed_by", "reviewed_at"])
    changes = [_moved(row, PlanState.HANDED_IN) for row in rows]
    again = Plan.objects.bulk_create(
        Plan(
            issue=row.issue,
            round=row.round + 1,
            paper_id=row.paper_id,
            asked_on=localdate(at),
            due_on=row.due_on,
        )
        for row in rows
        if row.state == PlanState.RETURNED
    )
    changes += [Change(TABLE, row.pk, {"state": (None, row.state)}) for row in again]
    _journal(PlansReviewed, rows, changes, by, at, grade=grade.value)
    return rows


@transaction.atomic
def tell_nodes(*, by: Actor, at: datetime, nodes: Sequence[NodeTold]) -> list[PlanNode]:
    """The lead tells weekly nodes of a passed plan done. Raises as ``hand_in_plans``."""
    identity.insist(by, "issue.handle", at=at)
    on, told = localdate(at), {one.node_id: one for one in nodes}
    plans = _held(by, on, Plan.objects.filter(nodes__in=told).distinct(), leads=True)
    rows = list(PlanNode.objects.filter(pk__in=told).select_related("plan").order_by("pk"))
    refuse(_node_faults(plans, rows, told, on))
    for row in rows:
        row.done_on, row.done_words = told[row.pk].done_on, told[row.pk].words.strip()
        row.told_by = by.label
    PlanNode.objects.bulk_update(rows, ["done_on", "done_words", "told_by"])
    changes = [Change(NODES, row.pk, {"done_on": (None, row.done_on)}) for row in rows]
    _journal(PlanNodesTold, plans, changes, by, at)
    return rows


def _held(by: Actor, on: date, rows: "QuerySet[Plan]", *, leads: bool) -> list[Plan]:
    """Plans locked, of open issues that the actor leads, or as the office decides over."""
    pks = list(rows.values_list("pk", flat=True))
    locked = Plan.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    found = list(locked.select_related("issue").order_by("pk"))
    reach = selectors.reach(by, on)
    hands = [reach.hand(one.issue) for one in found]
    is_mine = all(hand.leads if leads else hand.decides for hand in hands)
    if not found or not is_mine or any(one.issue.state not in OPEN for one in found):
        refuse([Fault("plan_unknown")])
    return found


def _not_handed_in(rows: Sequence[Plan]) -> Iterator[Fault]:
    for row in rows:
        if row.state != PlanState.HANDED_IN:
            yield Fault("plan_not_handed_in", {"number": row.issue.number})


def _unreasoned(grade: Grade, words: str) -> Iterator[Fault]:
    if grade is Grade.UNQUALIFIED and not words.strip():
        yield Fault("issue_without_reason", {}, "words")


def _node_faults(
    plans: Sequence[Plan], rows: Sequence[PlanNode], told: dict[int, NodeTold], on: date
) -> Iterator[Fault]:
    for plan in plans:
        if plan.state != PlanState.PASSED:
            yield Fault("plan_not_passed", {"number": plan.issue.number})
    for row in rows:
        if row.done_on is not None:
            yield Fault("plan_node_done", {"words": row.words})
        if told[row.pk].done_on > on:
            yield Fault("plan_node_ahead", {"words": row.words})


def _moved(row: Plan, since: PlanState) -> Change:
    fields = {"state": (since, row.state), "grade": ("", row.grade)}
    return Change(TABLE, row.pk, {name: pair for name, pair in fields.items() if pair[1]})


def _journal(
    event: type[IssuesEvent],
    plans: Sequence[Plan],
    changes: Sequence[Change],
    by: Actor,
    at: datetime,
    **said: str,
) -> None:
    numbers = tuple(dict.fromkeys(row.issue.number for row in plans))
    audit.record(event(subject=numbers[0], issues=numbers, **said), by=by, at=at, changes=changes)
