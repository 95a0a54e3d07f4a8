"""The one door to tasks and nodes: who sees them, and who files them."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ballast.delivery.schedule.models import MonthNode, WeekTask
from ballast.delivery.schedule.rules import TaskState, Week
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

VIEWS, FILES, RUNS = "schedule.view", "schedule.file", "schedule.run"
Tasks = QuerySet[WeekTask]


def seen(viewer: "User", on: date) -> Tasks:
    """The tasks of the projects a person sees; those taken back are not among them."""
    scope = identity.scope_of(viewer, on)
    if not scope.may(VIEWS):
        return WeekTask.objects.none()
    rows = WeekTask.objects.exclude(state=TaskState.WITHDRAWN)
    if scope.everything:
        return rows
    return rows.filter(project__in=projects.visible_to(viewer, on).values("pk"))


def mine(viewer: "User", on: date) -> Tasks:
    """The tasks a person files: of the projects their units answer for or own."""
    if not identity.scope_of(viewer, on).may(FILES):
        return WeekTask.objects.none()
    rows = WeekTask.objects.exclude(state=TaskState.WITHDRAWN)
    return rows.filter(project__in=projects.worked_on(viewer, on).values("pk"))


def of_week(rows: Tasks, week: Week) -> Tasks:
    """In the order in which they are filed and read."""
    told = rows.filter(week=week.monday).select_related("project", "unit", "node")
    return told.order_by("unit__code", "project__number", "due_on", "pk")


def tasks_of(week: Week) -> Tasks:
    """All that stand in a week, whoever may see them."""
    return of_week(WeekTask.objects.exclude(state=TaskState.WITHDRAWN), week)


def of_project(project_id: int, week: Week) -> Tasks:
    """A project's tasks of a week and of the one before."""
    rows = WeekTask.objects.exclude(state=TaskState.WITHDRAWN).filter(project=project_id)
    near = rows.filter(week__in=[week.monday, week.later(-1).monday, week.later().monday])
    return near.select_related("unit", "node").order_by("-week", "due_on", "pk")


def months_of(project_id: int, on: date) -> QuerySet[MonthNode]:
    """A project's nodes of a day's month and of those to come, the first due first."""
    rows = MonthNode.objects.filter(
        project=project_id, withdrawn_at=None, month__gte=on.replace(day=1)
    )
    return rows.select_related("unit").order_by("due_on", "pk")
