"""A week as the office reads it: who filed, what was done, what is carried over and on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ballast.delivery.schedule.models import MonthNode, TaskReport, WeekTask
from ballast.delivery.schedule.rules import (
    Tally,
    TaskState,
    Told,
    Week,
    by_unit,
    closes_on,
    ordered,
    tally,
)
from ballast.platform.codelists import selectors as codelists
from ballast.projects.selectors import visible_to

from .nodes import nodes_in_danger, nodes_of_month
from .tasks import of_week, seen

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import Unit, User

OFTEN = 2  # carried over so often a task is named


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's week; ``place`` in the published order, none where nothing was due."""

    place: int
    unit: "Unit"
    tally: Tally
    undone: Sequence[WeekTask]
    unfiled: Sequence[WeekTask]


@dataclass(frozen=True)
class Weekly:
    """A week of the projects a viewer sees."""

    week: Week
    closes_on: date
    tasks: Sequence[WeekTask]
    lines: Sequence[Line]
    in_danger: Sequence[tuple[MonthNode, int]]
    ahead: Sequence[WeekTask]  # of the week after
    corrected: Sequence[TaskReport]  # this week, of weeks whose bulletin was signed

    @cached_property
    def tally(self) -> Tally:
        return tally(map(_told, self.tasks))

    @property
    def undone(self) -> list[WeekTask]:
        return [one for one in self.tasks if one.state == TaskState.UNDONE]

    @property
    def often(self) -> list[WeekTask]:
        """Carried over twice or more and not done, the most often first."""
        rows = [one for one in self.tasks if one.times >= OFTEN and one.state != TaskState.DONE]
        return sorted(rows, key=lambda one: (-one.times, one.project.number, one.pk))

    @property
    def waiting(self) -> list[Line]:
        """The units that have not filed everything."""
        return [one for one in self.lines if one.unfiled]


def weekly(viewer: "User", week: Week, on: date) -> Weekly:
    """A week as it stands; nodes in danger as of its end or of the day, whichever is first."""
    rows = seen(viewer, on)
    tasks = list(of_week(rows, week))
    by = min(on, week.sunday)
    month = nodes_of_month(by).filter(project__in=visible_to(viewer, on).values("pk"))
    return Weekly(
        week=week,
        closes_on=closes_on(week, codelists.calendar()),
        tasks=tasks,
        lines=lines_of(tasks),
        in_danger=nodes_in_danger(month, by),
        ahead=list(of_week(rows, week.later())),
        corrected=list(_corrected(viewer, week, on)),
    )


def lines_of(tasks: Sequence[WeekTask]) -> list[Line]:
    """A line a unit, in the published order."""
    tallies: Mapping[str, Tally] = by_unit(map(_told, tasks))
    units = {one.unit.code: one.unit for one in tasks}
    return [
        Line(
            place=place,
            unit=units[code],
            tally=tallies[code],
            undone=_of(tasks, code, TaskState.UNDONE),
            unfiled=_of(tasks, code, TaskState.OPEN),
        )
        for place, code in enumerate(ordered(tallies), 1)
    ]


def _of(tasks: Sequence[WeekTask], code: str, state: TaskState) -> list[WeekTask]:
    return [one for one in tasks if one.unit.code == code and one.state == state]


def _told(one: WeekTask) -> Told:
    return Told(one.unit.code, one.state, one.is_late, one.times)


def _corrected(viewer: "User", week: Week, on: date) -> "QuerySet[TaskReport]":
    rows = TaskReport.objects.filter(
        is_correction=True,
        taken_back_at=None,
        at__date__range=(week.monday, week.sunday),
        task__in=seen(viewer, on).values("pk"),
    )
    return rows.select_related("task__project", "task__unit").order_by("at", "pk")
