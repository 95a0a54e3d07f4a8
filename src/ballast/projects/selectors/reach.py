"""The one door to the register, and it fails closed."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.projects.models import Project, Responsibility, ShareSplit
from ballast.projects.rules import OPENS_TO_PERSON, OPENS_TO_UNIT, Party

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User
    from ballast.platform.identity.rules import Scope


class Read(Enum):
    """How much of what it opens is read, which decides how each project is let through."""

    PART = "part"  # found by what is seen
    WHOLE = "whole"  # each row looked up among all that is seen: half of the city is not joined
    FIRST = "first"  # each row asked about as it comes, in an order of its own, until it is enough


def visible_to(viewer: "User", on: date, read: Read = Read.PART) -> QuerySet[Project]:
    """The projects a person may see on a day: all, or those that concern them or their units.

    A unit's people see what it or a unit below it answers for, owns, leads, watches or commands,
    what counts for it by a share, and what lies in it as a functional area; a district's also
    what lies in it, whoever answers for it. A person sees the projects that name them.
    """
    scope = identity.scope_of(viewer, on)
    if not scope.may("project.view"):
        return Project.objects.none()
    if scope.everything:
        return Project.objects.all()
    ways = _ways(viewer, scope, on)
    if read is Read.FIRST:
        told = [Exists(rows.filter(**{project: OuterRef("pk")})) for rows, project in ways]
        return _each(reduce(or_, told))
    # One branch for each way in, each with an index of its own: OR would read the whole table.
    first, *others = (rows.values_list(project, flat=True) for rows, project in ways)
    if read is Read.WHOLE:
        return _each(Q(pk__in=first.union(*others, all=True)))
    return Project.objects.filter(pk__in=first.union(*others))


def _each(is_seen: Any) -> QuerySet[Project]:
    """PostgreSQL makes no join of what stands inside a CASE."""
    return Project.objects.filter(
        Case(When(is_seen, then=Value(value=True)), default=Value(value=False))
    )


def _ways(viewer: "User", scope: "Scope", on: date) -> "list[tuple[QuerySet[Any], str]]":
    """The rows by which a project is seen, and by what field they name it."""
    units = scope.unit_ids
    held = Responsibility.objects.filter(in_force(on))
    return [
        (held.filter(user=viewer, party__in=OPENS_TO_PERSON), "project_id"),
        (Project.objects.filter(region_code__in=scope.region_codes), "pk"),
        (Project.objects.filter(responsible_unit__in=units), "pk"),
        (Project.objects.filter(functional_area__in=units), "pk"),
        (held.filter(unit__in=units, party__in=OPENS_TO_UNIT), "project_id"),
        (held.filter(party=Party.OWNER, credit_code__in=scope.credit_codes), "project_id"),
        (ShareSplit.objects.filter(in_force(on), unit__in=units), "project_id"),
    ]


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
