"""People mark projects for themselves, to find them again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.platform.identity.selectors import person
from ballast.projects.models import Project, Star
from ballast.projects.selectors import among, within_reach

from .journal import Concerning, note
from .reach import OutOfReach

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Starred(Concerning):
    """A person marked projects for themselves."""

    code: ClassVar[str] = "projects.starred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstarred(Concerning):
    """A person took their marks off projects."""

    code: ClassVar[str] = "projects.unstarred"


@transaction.atomic
def star(*, by: Actor, at: datetime, project_ids: Collection[int]) -> None:
    """Mark projects; one that is marked already stays so. Raises ``NotAllowed``, ``OutOfReach``.

    The journal names the projects and tells of no changed record: whose mark it is does not
    belong into a project's past, which others read.
    """
    projects, whose = _seen(by=by, at=at, project_ids=project_ids), person(by)
    known = set(_marks(by, projects).values_list("project_id", flat=True))
    new = [project for pk, project in projects.items() if pk not in known]
    rows = [Star(user=whose, project=project, since=at) for project in new]
    Star.objects.bulk_create(rows, ignore_conflicts=True)
    note(Starred, new, by=by, at=at, changes=[])


@transaction.atomic
def unstar(*, by: Actor, at: datetime, project_ids: Collection[int]) -> None:
    """Take marks off again. Raises ``NotAllowed`` and ``OutOfReach``."""
    projects = _seen(by=by, at=at, project_ids=project_ids)
    marks = _marks(by, projects)
    gone = [projects[pk] for pk in marks.values_list("project_id", flat=True)]
    marks.delete()
    note(Unstarred, gone, by=by, at=at, changes=[])


def _seen(*, by: Actor, at: datetime, project_ids: Collection[int]) -> dict[int, Project]:
    """These projects by id. Not locked: a mark changes nothing of them."""
    identity.insist(by, "project.view", at=at)
    wanted = set(project_ids)
    rows = within_reach(by, localdate(at)).filter(pk__in=among(wanted)).only("number")
    found = {project.pk: project for project in rows.order_by("pk")}
    if len(found) < len(wanted):
        raise OutOfReach
    return found


def _marks(by: Actor, project_ids: Collection[int]) -> "QuerySet[Star]":
    return Star.objects.filter(user=by.id, project__in=among(project_ids))
