"""Issues merged into one, and one split into parts; no clock begins anew by it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.selectors.matters import ISSUE
from ballast.platform.audit.services import Actor, Change

from .effects import carry_out
from .events import IssuesMerged, IssuesSplit
from .handing import assist
from .holding import IssueMove, change_of, hold, write
from .moving import RIGHTS
from .raising import NewIssue, attach, faults_of, put
from .refusals import refuse
from .tasks import TABLE as TASKS
from .telling import tell_leads


@transaction.atomic
def merge(*, by: Actor, at: datetime, moves: Sequence[IssueMove], into: int) -> list[Issue]:
    """Let one issue stand for others: it takes over their projects, tasks and leads as helpers.

    The tightest limit holds. Raises ``NotAllowed``, ``IssuesRefused``.
    """
    all_moves = [*moves, IssueMove(issue_id=into, words=moves[0].words if moves else "")]
    refuse([] if moves and into not in {m.issue_id for m in moves} else [Fault("issue_merge_self")])
    held = hold(Act.MERGE, by=by, at=at, moves=all_moves, right=("issue.decide",))
    target = next(row for row in held.rows if row.pk == into)
    merged = [row for row in held.rows if row.pk != into]
    held.rows = merged
    for row in merged:
        row.merged_into = target
    carry_out(held, Act.MERGE)
    held.rows = sorted([*merged, target], key=lambda row: row.pk)
    _take_over(merged, target)
    more = _tasks_over(merged, target)
    event = IssuesMerged(subject=target.number, issues=tuple(row.number for row in merged))
    words = {one.issue_id: one.words.strip() for one in moves}
    rows = write(held, Act.MERGE, event, words=words, acts_of={target.pk: Act.TAKE_IN}, more=more)
    tell_leads("issue_merged", merged, at)
    return rows


@transaction.atomic
def split(*, by: Actor, at: datetime, move: IssueMove, parts: Sequence[NewIssue]) -> list[Issue]:
    """Raise parts of an issue as issues of their own, at its level and by its limit; the parts.

    Raises as ``raise_issues``.
    """
    held = hold(Act.SPLIT, by=by, at=at, moves=[move], right=RIGHTS)
    (whole,) = held.rows
    refuse(faults_of(by, held.on, parts, are_parts=True))
    new = put(by, at, parts, parent=whole)
    carry_out(held, Act.SPLIT)
    event = IssuesSplit(subject=whole.number, issues=new.numbers)
    raised = [change_of(new, row, Act.RAISE) for row in new.rows]
    words = {whole.pk: move.words.strip()}
    write(held, Act.SPLIT, event, words=words, more=raised)
    for row, one in zip(new.rows, parts, strict=True):
        attach(by, at, ISSUE, row.pk, one.uploads)
    tell_leads("issue_raised", new.rows, at)
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
    target.due_on = min(row.due_on for row in [*merged, target])


def _tasks_over(merged: Sequence[Issue], target: Issue) -> list[Change]:
    """The tasks go with them."""
    tasks = Task.objects.filter(issue__in=merged)
    rows = list(tasks.select_for_update().order_by("pk").values_list("pk", "issue_id"))
    tasks.update(issue=target)
    return [Change(TASKS, pk, {"issue_id": (old, target.pk)}) for pk, old in rows]
