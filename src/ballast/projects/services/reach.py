"""The projects a use case may change, locked while it does."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.projects.models import Project
from ballast.projects.selectors import within_reach

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OutOfReach(Refused):
    """A project is not in the register, or not one this person may see: both say the same."""

    code = "project_out_of_reach"


def reached(*, by: Actor, at: datetime, project_ids: Collection[int]) -> dict[int, Project]:
    """These projects by id, locked in one order. Raises ``OutOfReach`` unless all are there."""
    wanted = set(project_ids)
    rows = within_reach(by, localdate(at)).filter(pk__in=wanted)
    locked = rows.select_for_update(of=("self",), no_key=True)
    projects = {project.pk: project for project in locked.order_by("pk")}
    if len(projects) < len(wanted):
        raise OutOfReach
    return projects


def hold(project_ids: "Collection[int] | QuerySet[Any, Any]") -> None:
    """Lock projects as ``reached`` does, whoever asks: what is told of one, one hand writes."""
    rows = Project.objects.filter(pk__in=project_ids).select_for_update(no_key=True)
    list(rows.order_by("pk").values_list("pk"))
