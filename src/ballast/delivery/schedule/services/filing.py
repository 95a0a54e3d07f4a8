"""Friday noon: what was done, what was not and why, until when instead; and mistakes mended."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.schedule.models import TaskReport, WeekTask
from ballast.delivery.schedule.rules import LONGEST, TaskState, Week, is_late, says_something
from ballast.delivery.schedule.selectors import is_signed
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists

from .events import WeekTasksFiled, WeekTasksTakenBack
from .planning import TABLE, held
from .refusals import refuse

_FIELDS = ("state", "reason", "new_due_on", "filed_at", "filed_by", "is_late")
_TOLD = ("state", "reason", "new_due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFiling:
    """What is filed of a task; undone needs a reason and the day until which it is done instead.

    ``place`` names the line for a fault, else the task does.
    """

    task_id: int
    is_done: bool | None
    reason: str = ""
    new_due_on: date | None = None
    place: str = ""


@transaction.atomic
def file_tasks(*, by: Actor, at: datetime, filings: Sequence[TaskFiling]) -> list[WeekTask]:
    """File tasks, or file them again: the last word stands.

    After noon of the day on which the week closes it is late. After the week's bulletin is
    signed it is a correction: told in the next one, and the signed figures stay. Raises
    ``NotAllowed``, ``ScheduleRefused``.
    """
    if not filings:
        return []
    said = {one.task_id: one for one in filings}
    rows = held(by, at, said)
    refuse(fault for row in rows for fault in _faults(said[row.pk], row, localdate(at)))
    calendar, signed = codelists.calendar(), is_signed({Week(row.week) for row in rows})
    reports, changes = [], []
    for row in rows:
        before = {name: getattr(row, name) for name in _TOLD}
        corrects = Week(row.week) in signed
        # Who files again what was in time does not become late by mending it.
        late = row.is_late or (not row.filed_at and is_late(Week(row.week), at, calendar))
        _write(row, said[row.pk], by, at, late=late)
        reports.append(_report(row, by, at, corrects=corrects))
        changes.append(
            Change(TABLE, row.pk, {name: (before[name], getattr(row, name)) for name in _TOLD})
        )
    TaskReport.objects.bulk_create(reports)
    WeekTask.objects.bulk_update(rows, _FIELDS)
    undone = sum(row.state == TaskState.UNDONE for row in rows)
    event = WeekTasksFiled(subject=Week(rows[0].week).code, count=len(rows), undone=undone)
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def take_back(*, by: Actor, at: datetime, ids: Collection[int]) -> list[WeekTask]:
    """Let what was last filed of tasks no longer stand: the word before it does, if any.

    Only until the week's bulletin is signed, and while nothing carries the task on. Raises
    ``NotAllowed``, ``ScheduleRefused``.
    """
    rows = held(by, at, ids)
    signed, last = is_signed({Week(row.week) for row in rows}), _standing(rows)
    carried = set(
        WeekTask.objects.filter(carried_from__in=rows)
        .exclude(state=TaskState.WITHDRAWN)
        .values_list("carried_from_id", flat=True)
    )
    refuse(_not_back(rows, last, signed, carried))
    changes, gone = [], []
    for row in rows:
        before = {name: getattr(row, name) for name in _TOLD}
        *earlier, wrong = last[row.pk]
        wrong.taken_back_at, wrong.taken_back_by = at, by.label
        gone.append(wrong)
        _restore(row, earlier[-1] if earlier else None)
        changes.append(
            Change(TABLE, row.pk, {name: (before[name], getattr(row, name)) for name in _TOLD})
        )
    TaskReport.objects.bulk_update(gone, ["taken_back_at", "taken_back_by"])
    WeekTask.objects.bulk_update(rows, _FIELDS)
    event = WeekTasksTakenBack(subject=Week(rows[0].week).code, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def _write(row: WeekTask, one: TaskFiling, by: Actor, at: datetime, *, late: bool) -> None:
    row.state = TaskState.DONE if one.is_done else TaskState.UNDONE
    row.reason = "" if one.is_done else one.reason.strip()
    row.new_due_on = None if one.is_done else one.new_due_on
    row.filed_at, row.filed_by, row.is_late = at, by.label, late


def _report(row: WeekTask, by: Actor, at: datetime, *, corrects: bool) -> TaskReport:
    return TaskReport(
        task=row,
        state=row.state,
        reason=row.reason,
        new_due_on=row.new_due_on,
        at=at,
        by=by.label,
        is_late=row.is_late,
        is_correction=corrects,
    )


def _restore(row: WeekTask, report: TaskReport | None) -> None:
    """As the report says; open again without one."""
    row.state = report.state if report else TaskState.OPEN
    row.reason = report.reason if report else ""
    row.new_due_on = report.new_due_on if report else None
    row.filed_at = report.at if report else None
    row.filed_by = report.by if report else ""
    row.is_late = report.is_late if report else False


def _standing(rows: Sequence[WeekTask]) -> dict[int, list[TaskReport]]:
    """What was filed of each and was not taken back, the last at the end."""
    found: dict[int, list[TaskReport]] = {row.pk: [] for row in rows}
    told = TaskReport.objects.filter(task__in=rows, taken_back_at=None)
    for one in told.order_by("at", "pk"):
        found[one.task_id].append(one)
    return found


def _faults(one: TaskFiling, row: WeekTask, on: date) -> Iterator[Fault]:
    place = one.place or f"{row.project.name} · {row.what}"
    told = {"place": place, "most": LONGEST}
    if row.week > on:
        yield Fault("schedule_week_ahead", told, f"{row.pk}-verdict")
    if one.is_done is None:
        yield Fault("schedule_without_verdict", told, f"{row.pk}-verdict")
    if one.is_done is False:
        yield from _undone_faults(one, row, told)


def _undone_faults(one: TaskFiling, row: WeekTask, told: Mapping[str, object]) -> Iterator[Fault]:
    if not says_something(one.reason):
        yield Fault("schedule_without_reason", told, f"{row.pk}-reason")
    if len(one.reason.strip()) > LONGEST:
        yield Fault("schedule_too_long", told, f"{row.pk}-reason")
    if one.new_due_on is None or one.new_due_on <= row.due_on:
        yield Fault("schedule_without_new_day", told, f"{row.pk}-new_due_on")


def _not_back(
    rows: Sequence[WeekTask],
    last: Mapping[int, Sequence[TaskReport]],
    signed: Collection[Week],
    carried: Collection[int],
) -> Iterator[Fault]:
    for row in rows:
        told = {"what": row.what}
        if not last[row.pk]:
            yield Fault("schedule_not_filed", told)
        elif Week(row.week) in signed:
            yield Fault("schedule_bulletin_out", told)
        elif row.pk in carried:
            yield Fault("schedule_carried_on", told)
