"""The one door to the register, and it fails closed."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ballast.platform.identity import selectors as identity
from ballast.projects.models import Project

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User


def visible_to(viewer: "User", on: date) -> QuerySet[Project]:
    """The projects a person may see on a day: all, or what their units answer for or hold.

    A district also sees what lies in it, whoever answers for it.
    """
    scope = identity.scope_of(viewer, on)
    if scope.everything:
        return Project.objects.all()
    return Project.objects.filter(
        Q(responsible_unit__in=scope.unit_ids) | Q(region_code__in=scope.region_codes - {""})
    )


def within_reach(by: "Actor", on: date) -> QuerySet[Project]:
    """What an actor may touch: a person what they see; a job, and the system, everything."""
    if by.kind != "person":
        return Project.objects.all()
    viewer = identity.person(by)
    return visible_to(viewer, on) if viewer else Project.objects.none()


def by_name(keys: Iterable[str]) -> dict[str, list[Project]]:
    """The projects with these name keys, whoever may see them: so that none is entered twice."""
    found: dict[str, list[Project]] = {}
    for project in Project.objects.filter(name_key__in=set(keys)).order_by("pk"):
        found.setdefault(project.name_key, []).append(project)
    return found
