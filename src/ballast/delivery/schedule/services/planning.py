"""Week tasks are written, some carried over from a week before, and taken back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.schedule.models import MonthNode, WeekTask
from ballast.delivery.schedule.rules import TaskState, Week
from ballast.delivery.schedule.selectors import is_signed
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change

from .events import WeekTasksPlanned, WeekTasksWithdrawn
from .refusals import refuse
from .within import line_faults, worked_on

if TYPE_CHECKING:
    from ballast.projects.models import Project

TABLE = "schedule_weektask"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """What is to be done in a week; ``carried_from`` the undone task that it carries on.

    ``place`` names the line for a fault.
    """

    project_id: int
    what: str
    due_on: date
    person: str = ""
    node_id: int | None = None
    carried_from: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What drafts point to, locked."""

    week: Week
    on: date
    own: "dict[int, Project]"
    nodes: dict[int, MonthNode]
    sources: dict[int, WeekTask]
    carried: set[int]


@transaction.atomic
def plan_tasks(
    *, by: Actor, at: datetime, week: Week, drafts: Sequence[TaskDraft]
) -> list[WeekTask]:
    """Write tasks of a week that is not over. Raises ``NotAllowed``, ``ScheduleRefused``.

    What is carried over is once more carried over than the task before it.
    """
    if not drafts:
        return []
    known = _known(by, at, week, drafts)
    refuse(_all_faults(drafts, known))
    rows = WeekTask.objects.bulk_create(
        WeekTask(
            project=known.own[one.project_id],
            unit=known.own[one.project_id].responsible_unit,
            node=known.nodes.get(one.node_id or 0),
            week=week.monday,
            what=one.what.strip(),
            due_on=one.due_on,
            person=one.person.strip(),
            carried_from=(source := known.sources.get(one.carried_from or 0)),
            times=source.times + 1 if source else 0,
            made_by=by.label,
            made_at=at,
        )
        for one in drafts
    )
    changes = [
        Change(
            TABLE,
            row.pk,
            {"what": (None, row.what), "due_on": (None, row.due_on), "times": (None, row.times)},
        )
        for row in rows
    ]
    carried = sum(row.times > 0 for row in rows)
    event = WeekTasksPlanned(subject=week.code, count=len(rows), carried=carried)
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def withdraw_tasks(*, by: Actor, at: datetime, ids: Collection[int]) -> list[WeekTask]:
    """Take back tasks written by mistake: not filed yet, their bulletin not signed.

    Raises ``NotAllowed``, ``ScheduleRefused``.
    """
    rows = held(by, at, ids)
    signed = is_signed({Week(row.week) for row in rows})
    refuse(
        Fault("schedule_task_stands", {"what": row.what})
        for row in rows
        if row.state != TaskState.OPEN or Week(row.week) in signed
    )
    for row in rows:
        row.state = TaskState.WITHDRAWN
    WeekTask.objects.bulk_update(rows, ["state"])
    changes = [Change(TABLE, row.pk, {"state": ("open", "withdrawn")}) for row in rows]
    event = WeekTasksWithdrawn(subject=Week(rows[0].week).code, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def held(by: Actor, at: datetime, ids: Collection[int]) -> list[WeekTask]:
    """The tasks, locked; all of them, or ``ScheduleRefused``."""
    found = WeekTask.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    rows = list(
        found.exclude(state=TaskState.WITHDRAWN)
        .select_related("project", "unit")
        .order_by("week", "pk")
    )
    own = worked_on(by, at, [row.project_id for row in rows])
    if not rows or len(rows) < len(set(ids)) or any(row.project_id not in own for row in rows):
        refuse([Fault("schedule_task_unknown")])
    return rows


def _known(by: Actor, at: datetime, week: Week, drafts: Sequence[TaskDraft]) -> _Known:
    own = worked_on(by, at, [one.project_id for one in drafts])
    nodes = MonthNode.objects.filter(
        pk__in=[one.node_id for one in drafts if one.node_id], withdrawn_at=None
    )
    ids = [one.carried_from for one in drafts if one.carried_from]
    sources = WeekTask.objects.select_for_update().filter(pk__in=ids, state=TaskState.UNDONE)
    locked = {row.pk: row for row in sources.order_by("pk")}
    later = WeekTask.objects.filter(carried_from__in=ids).exclude(state=TaskState.WITHDRAWN)
    return _Known(
        week=week,
        on=localdate(at),
        own=own,
        nodes={row.pk: row for row in nodes},
        sources=locked,
        carried=set(later.values_list("carried_from_id", flat=True)),
    )


def _all_faults(drafts: Sequence[TaskDraft], known: _Known) -> Iterator[Fault]:
    if known.week.sunday < known.on:
        yield Fault("schedule_week_over", {"week": known.week.code})
    met: set[int] = set()
    for n, one in enumerate(drafts, 1):
        place = one.place or str(n)
        yield from line_faults(place, one.what, known.own.get(one.project_id))
        yield from _pointing(one, place, known, met)
        if one.carried_from:
            met.add(one.carried_from)


def _pointing(one: TaskDraft, place: str, known: _Known, met: set[int]) -> Iterator[Fault]:
    """What is wrong with the day, and with what a draft points to."""
    told = {"place": place}
    if one.due_on not in known.week:
        yield Fault("schedule_due_outside", told, "due_on")
    node = known.nodes.get(one.node_id or 0)
    if one.node_id and (node is None or node.project_id != one.project_id):
        yield Fault("schedule_node_unknown", told)
    if not one.carried_from:
        return
    source = known.sources.get(one.carried_from)
    if source is None or source.project_id != one.project_id or source.week >= known.week.monday:
        yield Fault("schedule_not_carried", told)
    elif one.carried_from in known.carried | met:
        yield Fault("schedule_carried_already", told)
