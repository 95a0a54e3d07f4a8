"""Issues merged into one, and one split into parts; no clock begins anew by it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue, Plan, Task
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.rules.plans import LIVE_PLANS
from ballast.dispatch.coordination.selectors.limits import Clocks
from ballast.dispatch.coordination.selectors.matters import ISSUE
from ballast.platform.audit.services import Actor, Change

from .effects import carry_out
from .events import IssuesMerged, IssuesSplit
from .handing import assist
from .holding import IssueMove, change_of, hold, write
from .raising import NewIssue, attach, faults_of, put
from .refusals import refuse
from .tasks import TABLE as TASKS

PLANS = "coordination_plan"


@transaction.atomic
def merge(*, by: Actor, at: datetime, moves: Sequence[IssueMove], into: int) -> list[Issue]:
    """Let one issue stand for others: it takes over their projects, tasks and leads as helpers.

    The tightest limit holds. Raises ``NotAllowed``, ``IssuesRefused``.
    """
    all_moves = [*moves, IssueMove(issue_id=into, words=moves[0].words if moves else "")]
    refuse([] if moves and into not in {m.issue_id for m in moves} else [Fault("issue_merge_self")])
    held = hold(Act.MERGE, by=by, at=at, moves=all_moves, rights=("issue.decide",))
    target = next(row for row in held.rows if row.pk == into)
    merged = [row for row in held.rows if row.pk != into]
    held.rows = merged
    for row in merged:
        row.merged_into = target
    carry_out(held, Act.MERGE)
    held.rows = sorted([*merged, target], key=lambda row: row.pk)
    _take_over(merged, target)
    _tighten(held.clocks, merged, target, held.on)
    more = [*_tasks_over(merged, target), *_plans_over(merged, target)]
    event = IssuesMerged(subject=target.number, issues=tuple(row.number for row in merged))
    return write(held, Act.MERGE, event, acts_of={target.pk: Act.TAKE_IN}, more=more)


@transaction.atomic
def split(*, by: Actor, at: datetime, move: IssueMove, parts: Sequence[NewIssue]) -> list[Issue]:
    """Raise parts of an issue as issues of their own, at its level and by its limit; the parts.

    Raises as ``raise_issues``.
    """
    held = hold(Act.SPLIT, by=by, at=at, moves=[move])
    (whole,) = held.rows
    refuse(faults_of(by, held.on, parts, whole=whole))
    new = put(by, at, parts, parent=whole)
    carry_out(held, Act.SPLIT)
    event = IssuesSplit(subject=whole.number, issues=new.numbers)
    raised = [change_of(new, row, Act.RAISE) for row in new.rows]
    write(held, Act.SPLIT, event, more=raised)
    for row, one in zip(new.rows, parts, strict=True):
        attach(by, at, ISSUE, row.pk, one.uploads)
    return new.rows


def _take_over(merged: Sequence[Issue], target: Issue) -> None:
    held_up = Issue.projects.through
    ids = (
        held_up.objects.filter(issue__in=merged).order_by("pk").values_list("project_id", flat=True)
    )
    held_up.objects.bulk_create(
        (held_up(issue_id=target.pk, project_id=pk) for pk in dict.fromkeys(ids)),
        ignore_conflicts=True,
    )
    for row in merged:
        if row.lead_id != target.lead_id:
            assist({target.pk: row.lead_id})


def _tighten(clocks: Clocks, merged: Sequence[Issue], target: Issue, on: date) -> None:
    """The least time that was left to any of them is left now, whatever its clock meets later."""
    limit = min(row.due_on for row in merged)
    days, fitting = clocks.days(target), clocks.days_until(target, limit, on)
    target.days_less = max(target.days_less or 0, days - fitting) or None
    if target.extended_to:
        target.extended_to = min(target.extended_to, limit)
    target.due_on = clocks.due_on(target)


def _plans_over(merged: Sequence[Issue], target: Issue) -> list[Change]:
    """A plan that is being made goes with it, where none is being made already."""
    live = Plan.objects.filter(state__in=LIVE_PLANS)
    going = live.filter(issue__in=merged).select_for_update().order_by("pk").first()
    if going is None or live.filter(issue=target).exists():
        return []
    before, going.issue = going.issue_id, target
    going.round = Plan.objects.filter(issue=target).count() + 1
    going.save(update_fields=["issue", "round"])
    return [Change(PLANS, going.pk, {"issue_id": (before, target.pk)})]


def _tasks_over(merged: Sequence[Issue], target: Issue) -> list[Change]:
    """The tasks go with them."""
    tasks = Task.objects.filter(issue__in=merged)
    rows = list(tasks.select_for_update().order_by("pk").values_list("pk", "issue_id"))
    tasks.update(issue=target)
    return [Change(TASKS, pk, {"issue_id": (old, target.pk)}) for pk, old in rows]
