"""What waits at projects and was said of them, for pages that tell of many."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import OPEN

from .instructions import instructions
from .matters import issues

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many issues are open at a project, and how many of them are overdue."""

    open: int = 0
    overdue: int = 0


def waiting_at(viewer: "User", on: date, project_ids: Collection[int] | None) -> dict[int, Waiting]:
    """The open issues of projects that a person sees; a project without one is not in it.

    ``project_ids`` None: of all projects.
    """
    seen = issues(viewer, on).filter(state__in=OPEN).order_by().values("pk")
    held_up = Issue.projects.through.objects.filter(issue__in=seen)
    if project_ids is not None:
        held_up = held_up.filter(project__in=project_ids)
    rows = held_up.order_by("project_id").values_list("project_id")
    late = Count("pk", filter=Q(issue__due_on__lt=on))
    counted = rows.annotate(count=Count("pk"), late=late)
    return {pk: Waiting(count, over) for pk, count, over in counted}


def last_said(
    viewer: "User", on: date, project_ids: Collection[int]
) -> dict[int, tuple[int, date]]:
    """The last instruction about each project that a person sees: its id and day."""
    seen = instructions(viewer, on).filter(withdrawn_at=None, projects__in=project_ids)
    rows = seen.order_by("said_on", "pk").values_list("projects", "pk", "said_on")
    return {project: (pk, day) for project, pk, day in rows}
