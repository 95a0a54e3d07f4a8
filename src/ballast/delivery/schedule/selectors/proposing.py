"""What a week could hold of what a person files: proposed, and written by nobody yet."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from ballast.delivery.plans import selectors as plans
from ballast.delivery.schedule.models import MonthNode, WeekTask
from ballast.delivery.schedule.rules import (
    Due,
    Proposal,
    TaskState,
    Undone,
    Week,
    from_nodes,
    from_undone,
)
from ballast.projects import selectors as projects
from ballast.projects.rules import LIVING, Progress

from .nodes import reached_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import User
    from ballast.projects.models import Project

_FAR_BACK = 8  # weeks in which what is undone is still looked for


def proposals(
    viewer: "User", week: Week, on: date, only: int | None = None
) -> list[tuple[Proposal, "Project"]]:
    """What is undone and due in a week, then the nodes due in it; of the year's plan.

    ``only`` of one project. A fixed number of queries.
    """
    rows = projects.worked_on(viewer, on).filter(state__in=LIVING, responsible_unit__isnull=False)
    lines = plans.lines_at(week.monday.year, on).values("project_id")
    rows = rows.filter(pk__in=lines) if only is None else rows.filter(pk=only)
    own = {one.pk: one for one in rows.select_related("responsible_unit")}
    written = _written(own, week)
    nodes = [*_month_nodes(own, week, on), *_main_nodes(own, week, on)]
    found = [*from_undone(_undone(own, week), week), *from_nodes(nodes, week, written)]
    return [(one, own[one.project_id]) for one in sorted(found, key=_place(own))]


def _place(own: "dict[int, Project]") -> Callable[[Proposal], tuple[int, str, date]]:
    def key(one: Proposal) -> tuple[int, str, date]:
        return (-one.times, own[one.project_id].number, one.due_on)

    return key


def _of(own: "dict[int, Project]") -> "QuerySet[WeekTask]":
    rows = WeekTask.objects.exclude(state=TaskState.WITHDRAWN)
    return rows.filter(project__in=projects.among(own))


def _undone(own: "dict[int, Project]", week: Week) -> list[Undone]:
    later = WeekTask.objects.filter(carried_from=OuterRef("pk")).exclude(state=TaskState.WITHDRAWN)
    rows = _of(own).filter(
        ~Exists(later),
        state=TaskState.UNDONE,
        week__lt=week.monday,
        week__gte=week.later(-_FAR_BACK).monday,
    )
    return [
        Undone(
            pk=row.pk,
            project_id=row.project_id,
            node_id=row.node_id,
            what=row.what,
            person=row.person,
            new_due_on=row.new_due_on or row.due_on,
            times=row.times,
        )
        for row in rows.order_by("pk")
    ]


def _written(own: "dict[int, Project]", week: Week) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in _of(own).filter(week=week.monday):
        found.setdefault(row.project_id, []).extend([row.what, f"node {row.node_id}"])
    return found


def _month_nodes(own: "dict[int, Project]", week: Week, on: date) -> list[Due]:
    rows = MonthNode.objects.filter(
        project__in=projects.among(own),
        withdrawn_at=None,
        due_on__lte=week.sunday,
        month__gte=week.later(-_FAR_BACK).monday.replace(day=1),
    )
    nodes = list(rows.select_related("project").order_by("due_on", "pk"))
    reached = reached_by(nodes, on)
    return [
        Due(
            project_id=one.project_id,
            what=one.what,
            due_on=one.due_on,
            person=one.person,
            node_id=one.pk,
        )
        for one in nodes
        if one.pk not in reached
    ]


def _main_nodes(own: "dict[int, Project]", week: Week, on: date) -> list[Due]:
    """The main nodes whose planned day lies in the week and which are not reached."""
    if not own:
        return []
    waiting = {Progress.NOW, Progress.AHEAD}
    coded = set(
        MonthNode.objects.filter(project__in=projects.among(own), withdrawn_at=None)
        .exclude(code="")
        .values_list("project_id", "code")
    )
    return [
        Due(project_id=pk, what=stop.node.name_zh, due_on=stop.planned_on)
        for pk, stops in projects.tracks(own.values(), on).items()
        for stop in stops
        if stop.progress in waiting
        and stop.planned_on
        and stop.planned_on in week
        and (pk, stop.node.code) not in coded
    ]
