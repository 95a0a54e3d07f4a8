"""Papers about matters and what they set going: letters, orders with their plans, petitions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue, Plan, PlanNode
from ballast.dispatch.coordination.rules import OPEN, IssueState
from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.dispatch.coordination.rules.plans import Grade, NodeDraft, PlanState
from ballast.dispatch.coordination.services import papers as coordination
from ballast.dispatch.coordination.services import plans
from ballast.dispatch.coordination.services.plans import NodeTold, PlanDraft
from ballast.edges.demo import papers
from ballast.edges.demo.days import at
from ballast.platform.documents.models import Paper

from . import said

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .living import Loop

_ORDER, _LETTER = LoopPaper.SUPERVISION_ORDER, LoopPaper.REMINDER_LETTER
# On which days the office writes what, about one matter each.
WRITTEN = {
    (9, 12): _ORDER,
    (9, 14): _LETTER,
    (9, 19): _ORDER,
    (9, 26): _ORDER,
    (10, 13): _ORDER,
    (10, 20): LoopPaper.ASSIGNMENT_ORDER,
    (10, 24): LoopPaper.SUPERVISION_LETTER,
    (10, 25): _ORDER,
    (10, 26): _LETTER,
    (10, 27): _ORDER,
    (10, 30): _ORDER,
}
WAITING = (10, 31)  # an order that the office has checked and not signed yet
_GRADES = (Grade.QUALIFIED, Grade.UNQUALIFIED, Grade.GOOD, Grade.EXCELLENT)  # in turn
_LEVEL = 2


class Paperwork:
    """What the office writes about matters on a day, and what units answer."""

    def __init__(self, loop: "Loop") -> None:
        self._loop, self._office = loop, loop.people.office

    def live(self, day: date) -> None:
        if not self._loop.calendar.is_workday(day):
            return
        self._answer(day)
        kind = WRITTEN.get((day.month, day.day))
        if kind is not None:
            self.write(kind, self._about(kind, day), day)
        if (day.month, day.day) == WAITING:
            self._draft(_ORDER, self._about(_ORDER, day), at(day, 10), hand_on=True)

    def write(self, kind: LoopPaper, rows: Sequence[Issue], day: date, hour: int = 10) -> None:
        """Draft, sign and send a paper about each of these matters; what follows from it."""
        drafted = self._draft(kind, rows, at(day, hour))
        papers.put_out(self._office, day, drafted)
        coordination.note_sent(at=at(day, 18), paper_ids=[one.pk for one in drafted])

    def _draft(
        self, kind: LoopPaper, rows: Sequence[Issue], when: datetime, *, hand_on: bool = False
    ) -> list[Paper]:
        if not rows:
            return []
        drafted = coordination.draft_papers(
            by=self._office,
            at=when,
            viewer=papers.drafter(),
            kind=kind,
            numbers=[row.number for row in rows],
        )
        if hand_on:
            papers.check(self._office, when, [one.pk for one in drafted])
        return drafted

    def _about(self, kind: LoopPaper, day: date) -> list[Issue]:
        """The one matter that such a paper is due about: nothing of the kind was written of it."""
        rows = self._in_work().exclude(number__in=_written(kind))
        if kind is _ORDER:  # a plan wants some days
            rows = rows.filter(level=_LEVEL, due_on__gt=self._loop.calendar.add(day, 2))
        if kind is LoopPaper.ASSIGNMENT_ORDER:
            rows = rows.filter(tasks__done_at=None, tasks__isnull=False).distinct()
        if kind is LoopPaper.SUPERVISION_LETTER:
            rows = rows.filter(assisting__kind__in=("GOVERNMENT", "FUNCTIONAL_AREA")).distinct()
        return list(rows[:1])

    def _in_work(self) -> "QuerySet[Issue]":
        states = (IssueState.ACCEPTED, IssueState.IN_HAND)
        rows = Issue.objects.filter(state__in=states, level__gte=_LEVEL)
        return rows.filter(lead__code__in=self._loop.readers).order_by("due_on", "pk")

    def _answer(self, day: date) -> None:
        """Plans come in the day after they are asked for, and are graded the day after that."""
        live = Plan.objects.filter(issue__state__in=OPEN).select_related("issue__lead")
        for one in live.filter(state=PlanState.ASKED, asked_on__lt=day).order_by("pk"):
            by = self._loop.readers.get(one.issue.lead.code)
            if by is None:
                continue
            ends = max(one.issue.due_on, day)
            first = min(self._loop.calendar.add(day, 1), ends)
            nodes = [
                NodeDraft(ends_on=first, words=said.PLAN_FIRST, person="×××"),
                NodeDraft(ends_on=ends, words=said.PLAN_LAST, person="×××"),
            ]
            draft = PlanDraft(plan_id=one.pk, words=said.PLAN, nodes=nodes)
            plans.hand_in_plans(by=by, at=at(day, 15), plans=[draft])
        graded = Plan.objects.filter(round=1).exclude(reviewed_at=None)
        handed = live.filter(state=PlanState.HANDED_IN, handed_in_at__lt=at(day, 0))
        for one in handed.order_by("pk"):
            grade = _GRADES[graded.count() % len(_GRADES)] if one.round == 1 else Grade.GOOD
            words = said.PLAN_UNFIT if grade is Grade.UNQUALIFIED else ""
            plans.review_plans(
                by=self._office, at=at(day, 16), ids=[one.pk], grade=grade, words=words
            )
        due = PlanNode.objects.filter(plan__state=PlanState.PASSED, plan__issue__state__in=OPEN)
        told = due.filter(done_on=None, ends_on__lte=day, plan__round=1)
        for node in told.select_related("plan__issue__lead").order_by("pk"):
            by = self._loop.readers.get(node.plan.issue.lead.code)
            if by is not None:
                reached = NodeTold(node_id=node.pk, done_on=day, words=said.PLAN_REACHED)
                plans.tell_nodes(by=by, at=at(day, 17), nodes=[reached])


def _written(kind: LoopPaper) -> list[str]:
    subjects = Paper.objects.filter(kind=kind.value).values_list("subject", flat=True)
    return [one.partition("/")[0] for one in subjects]
