"""Month nodes are set, reached and taken back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.schedule.models import MonthNode
from ballast.delivery.schedule.rules import TaskState
from ballast.delivery.schedule.selectors import main_nodes
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.projects import selectors as projects

from .events import MonthNodesReached, MonthNodesSet, MonthNodesWithdrawn
from .refusals import refuse
from .within import line_faults, month_of, worked_on

if TYPE_CHECKING:
    from ballast.projects.models import Project

TABLE = "schedule_monthnode"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeDraft:
    """What is to be reached, by a day whose month it is; ``code`` of a main node, or none.

    ``place`` names the line for a fault.
    """

    project_id: int
    what: str
    due_on: date
    code: str = ""
    person: str = ""
    place: str = ""


@transaction.atomic
def set_nodes(*, by: Actor, at: datetime, drafts: Sequence[NodeDraft]) -> list[MonthNode]:
    """Set nodes; what they say of the register's plan is noted. Raises ``ScheduleRefused``."""
    if not drafts:
        return []
    own, on = worked_on(by, at, [one.project_id for one in drafts]), localdate(at)
    refuse(
        fault
        for n, one in enumerate(drafts, 1)
        for fault in _faults(one, one.place or str(n), own.get(one.project_id), on)
    )
    planned = _planned(own, on)
    rows = MonthNode.objects.bulk_create(
        MonthNode(
            project=own[one.project_id],
            unit=own[one.project_id].responsible_unit,
            month=month_of(one.due_on),
            what=one.what.strip(),
            code=one.code,
            planned_on=planned.get((one.project_id, one.code)),
            due_on=one.due_on,
            person=one.person.strip(),
            made_by=by.label,
            made_at=at,
        )
        for one in drafts
    )
    changes = [
        Change(TABLE, row.pk, {"what": (None, row.what), "due_on": (None, row.due_on)})
        for row in rows
    ]
    event = MonthNodesSet(subject=rows[0].project.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def reach_nodes(*, by: Actor, at: datetime, reached: Mapping[int, date | None]) -> list[MonthNode]:
    """Say on which day nodes were reached; None takes a day back. Raises ``ScheduleRefused``."""
    rows, on = _held(by, at, reached), localdate(at)
    refuse(
        Fault("schedule_reached_ahead", {"what": row.what}, "reached_on")
        for row in rows
        if (day := reached[row.pk]) and day > on
    )
    changes = []
    for row in rows:
        before, row.reached_on = row.reached_on, reached[row.pk]
        changes.append(Change(TABLE, row.pk, {"reached_on": (before, row.reached_on)}))
    MonthNode.objects.bulk_update(rows, ["reached_on"])
    event = MonthNodesReached(subject=rows[0].project.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def withdraw_nodes(*, by: Actor, at: datetime, ids: Collection[int]) -> list[MonthNode]:
    """Take nodes back under which no task stands. Raises ``ScheduleRefused``."""
    rows = _held(by, at, ids)
    refuse(
        Fault("schedule_node_with_tasks", {"what": row.what})
        for row in rows
        if row.tasks.exclude(state=TaskState.WITHDRAWN).exists()
    )
    for row in rows:
        row.withdrawn_at = at
    MonthNode.objects.bulk_update(rows, ["withdrawn_at"])
    changes = [Change(TABLE, row.pk, {"withdrawn_at": (None, at)}) for row in rows]
    event = MonthNodesWithdrawn(subject=rows[0].project.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def _held(by: Actor, at: datetime, ids: Collection[int]) -> list[MonthNode]:
    """The nodes, locked; all of them, or ``ScheduleRefused``."""
    held = MonthNode.objects.select_for_update(of=("self",)).filter(
        pk__in=list(ids), withdrawn_at=None
    )
    rows = list(held.select_related("project").order_by("pk"))
    own = worked_on(by, at, [row.project_id for row in rows])
    if not rows or len(rows) < len(set(ids)) or any(row.project_id not in own for row in rows):
        refuse([Fault("schedule_node_unknown")])
    return rows


def _faults(one: NodeDraft, place: str, project: "Project | None", on: date) -> Iterator[Fault]:
    yield from line_faults(place, one.what, project)
    if month_of(one.due_on) < month_of(on):
        yield Fault("schedule_month_over", {"place": place}, "due_on")
    if project and one.code and one.code not in {n.code for n in main_nodes(project, on)}:
        yield Fault("schedule_node_not_its", {"place": place, "name": project.name}, "code")


def _planned(own: "Mapping[int, Project]", on: date) -> dict[tuple[int, str], date]:
    return {
        (pk, stop.node.code): stop.planned_on
        for pk, stops in projects.tracks(own.values(), on).items()
        for stop in stops
        if stop.planned_on
    }
