"""任务: given to units with a day, told done, accepted or returned."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.coordination.rules.tasks import TaskAct, fits
from ballast.dispatch.coordination.selectors import matters
from ballast.dispatch.coordination.selectors.matters import TASK
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .events import (
    TasksAccepted,
    TasksAssigned,
    TasksEvent,
    TasksReported,
    TasksReturned,
    TasksWithdrawn,
)
from .holding import RIGHTS
from .raising import attach
from .refusals import IssuesRefused, refuse

TABLE = "coordination_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What one unit, or one person of it, is to do by a day, and in what form it is to come."""

    issue_id: int
    words: str
    unit_id: int
    due_on: date
    outcome: str = ""
    person_id: int | None = None
    decision_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReport:
    """That a task is done, and what proves it."""

    task_id: int
    words: str
    uploads: Sequence[Upload] = ()


@transaction.atomic
def assign_tasks(*, by: Actor, at: datetime, tasks: Sequence[NewTask]) -> list[Task]:
    """Give tasks at open issues: by their lead, or by the office for a meeting.

    Raises ``NotAllowed``, ``IssuesRefused``.
    """
    identity.insist(by, *RIGHTS, at=at)
    on = localdate(at)
    issues = _issues([one.issue_id for one in tasks])
    refuse(_faults(by, on, tasks, issues))
    rows = Task.objects.bulk_create(
        Task(
            issue=issues[one.issue_id],
            words=one.words.strip(),
            outcome=one.outcome.strip(),
            unit_id=one.unit_id,
            person_id=one.person_id,
            due_on=one.due_on,
            decision_key=one.decision_key,
            assigned_by=by.label,
            assigned_at=at,
        )
        for one in tasks
    )
    told = [
        {"words": (None, one.words), "unit_id": (None, one.unit_id), "due_on": (None, one.due_on)}
        for one in rows
    ]
    _record(TasksAssigned, by, at, rows, told)
    return rows


@transaction.atomic
def report_tasks(*, by: Actor, at: datetime, reports: Sequence[TaskReport]) -> list[Task]:
    """The unit, or the person named, tells tasks done. Raises as ``assign_tasks``."""
    identity.insist(by, *RIGHTS, at=at)
    rows, reach = _locked([one.task_id for one in reports]), matters.reach(by, localdate(at))
    said = {one.task_id: one for one in reports}
    faults = [_moved(row) for row in rows if row.done_at]
    faults += [
        Fault("issue_not_yours", {"number": row.issue.number})
        for row in rows
        if reach.units is not None and row.unit_id not in reach.units and row.person_id != by.id
    ]
    if any(not one.words.strip() for one in reports):
        faults.append(Fault("issue_without_reason", {}, "words"))
    refuse(faults)
    for row in rows:
        row.done_at, row.done_on, row.done_by = at, localdate(at), by.label
        row.done_words = said[row.pk].words.strip()
    Task.objects.bulk_update(rows, ["done_at", "done_on", "done_by", "done_words"])
    _record(TasksReported, by, at, rows, [{"done_on": (None, row.done_on)} for row in rows])
    for row in rows:
        attach(by, at, TASK, row.pk, said[row.pk].uploads)
    return rows


@transaction.atomic
def accept_tasks(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Task]:
    """The lead of the issue, or the office, takes tasks as done. Raises as ``assign_tasks``."""
    rows = _judged(by, at, ids, TaskAct.ACCEPT)
    for row in rows:
        row.accepted_at = at
    Task.objects.bulk_update(rows, ["accepted_at"])
    _record(TasksAccepted, by, at, rows, [{"accepted_on": (None, localdate(at))} for _ in rows])
    return rows


@transaction.atomic
def return_tasks(*, by: Actor, at: datetime, ids: Collection[int], words: str) -> list[Task]:
    """The lead of the issue, or the office, says what is still to be done.

    What was accepted by mistake is returned as well, while its issue is open.
    """
    refuse([] if words.strip() else [Fault("issue_without_reason", {}, "words")])
    rows = _judged(by, at, ids, TaskAct.RETURN)
    told = [
        {"done_on": (row.done_on, None)}
        | ({"accepted_on": (localdate(row.accepted_at), None)} if row.accepted_at else {})
        for row in rows
    ]
    for row in rows:
        row.done_at = row.done_on = row.accepted_at = None
        row.returned_at, row.returned_words = at, words.strip()
        row.returned += 1
    fields = ["done_at", "done_on", "accepted_at", "returned_at", "returned_words", "returned"]
    Task.objects.bulk_update(rows, fields)
    _record(TasksReturned, by, at, rows, told, cause=words.strip())
    return rows


@transaction.atomic
def withdraw_tasks(*, by: Actor, at: datetime, ids: Collection[int]) -> None:
    """Take tasks back that a meeting gave by mistake, before anybody has told them done.

    Raises as ``assign_tasks``.
    """
    identity.insist(by, "meeting.run", at=at)
    rows = _locked(ids)
    refuse(_moved(row) for row in rows if row.done_at or row.returned)
    _drop(by, at, rows)


@transaction.atomic
def take_tasks_back(*, by: Actor, at: datetime, ids: Collection[int], words: str) -> list[Task]:
    """The lead of the issue, or the office, takes back tasks that were given by mistake.

    Only before anybody has told them done; what a meeting decided is taken back in its minutes.
    Raises as ``assign_tasks``.
    """
    refuse([] if words.strip() else [Fault("issue_without_reason", {}, "words")])
    rows = _judged(by, at, ids, TaskAct.TAKE_BACK)
    _drop(by, at, rows, cause=words.strip())
    return rows


def _drop(by: Actor, at: datetime, rows: Sequence[Task], cause: str = "") -> None:
    """They are gone; the journal keeps what they were, and whom to tell."""
    names = ("words", "unit_id", "person_id", "issue_id")
    told = [{name: (getattr(row, name), None) for name in names} for row in rows]
    _record(TasksWithdrawn, by, at, rows, told, cause=cause)
    Task.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _judged(by: Actor, at: datetime, ids: Collection[int], act: TaskAct) -> list[Task]:
    identity.insist(by, *RIGHTS, at=at)
    rows, reach = _locked(ids), matters.reach(by, localdate(at))
    stand = {row.pk: matters.task_standing(row) for row in rows}
    decided = [row for row in rows if act is TaskAct.TAKE_BACK and stand[row.pk].is_decided]
    faults = [Fault("task_of_a_meeting", _named(row), str(row.pk)) for row in decided]
    moved = [row for row in rows if row not in decided and not fits(act, stand[row.pk])]
    faults += [_moved(row) for row in moved]
    hands = {row.pk: reach.hand(row.issue) for row in rows}
    faults += [
        Fault("issue_not_yours", {"number": row.issue.number})
        for row in rows
        if not hands[row.pk].leads and not hands[row.pk].decides
    ]
    refuse(faults)
    return rows


def _locked(ids: Collection[int]) -> list[Task]:
    found = Task.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    rows = list(found.select_related("issue").order_by("pk"))
    if not rows or len(rows) < len(set(ids)):
        raise IssuesRefused([Fault("task_unknown")])
    return rows


def _moved(row: Task) -> Fault:
    return Fault("task_moved_meanwhile", {**_named(row), "by": row.done_by}, str(row.pk))


def _named(row: Task) -> dict[str, str]:
    return {"number": row.issue.number, "words": row.words[:40]}


def _issues(ids: Collection[int]) -> dict[int, Issue]:
    rows = Issue.objects.select_for_update(of=("self",)).filter(pk__in=ids, state__in=OPEN)
    found = {row.pk: row for row in rows.order_by("pk")}
    if not found or len(found) < len(set(ids)):
        raise IssuesRefused([Fault("issue_unknown")])
    return found


def _faults(
    by: Actor, on: date, tasks: Sequence[NewTask], issues: Mapping[int, Issue]
) -> Iterator[Fault]:
    reach = matters.reach(by, on)
    hands = {pk: reach.hand(row) for pk, row in issues.items()}
    for one in tasks:
        hand = hands[one.issue_id]
        if not hand.leads and not hand.decides:
            yield Fault("issue_not_yours", {"number": issues[one.issue_id].number})
        if not one.words.strip():
            yield Fault("task_without_words", {}, "words")
        if one.due_on < on:
            yield Fault("task_due_passed", {}, "due_on")
    units = {one.unit_id for one in tasks}
    if people.units(on).filter(pk__in=units).count() < len(units):
        yield Fault("issue_unit_unknown", {}, "unit")


def _record(
    event: type[TasksEvent],
    by: Actor,
    at: datetime,
    rows: Sequence[Task],
    told: Sequence[Mapping[str, tuple[Any, Any]]],
    cause: str = "",
) -> None:
    numbers = tuple(dict.fromkeys(row.issue.number for row in rows))
    ids = tuple(row.pk for row in rows)
    changes = [Change(TABLE, row.pk, fields) for row, fields in zip(rows, told, strict=True)]
    fact = event(subject=numbers[0], issues=numbers, tasks=ids)
    audit.record(fact, by=by, at=at, cause=cause, changes=changes)
