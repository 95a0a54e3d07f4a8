"""The one door to the register, and it fails closed."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, QuerySet, Value, When

from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.projects.models import Project, Responsibility, ShareSplit
from ballast.projects.rules import OPENS_TO_PERSON, OPENS_TO_UNIT, Party

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User
    from ballast.platform.identity.rules import Scope


def visible_to(viewer: "User", on: date, *, row_by_row: bool = False) -> QuerySet[Project]:
    """The projects a person may see on a day: all, or those that concern them or their units.

    A unit's people see what it or a unit below it answers for, owns, leads, watches or commands,
    what counts for it by a share, and what lies in it as a functional area; a district's also
    what lies in it, whoever answers for it. A person sees the projects that name them.

    ``row_by_row`` is for who reads the whole register anyway: each row is looked up among what is
    seen, which a department that leads half of it gets faster than a join of both.
    """
    scope = identity.scope_of(viewer, on)
    if not scope.may("project.view"):
        return Project.objects.none()
    if scope.everything:
        return Project.objects.all()
    # One branch for each way in, each with an index of its own: OR would read the whole table.
    ways = _by_person(viewer, on).union(*_by_unit(scope, on), all=row_by_row)
    if row_by_row:
        # PostgreSQL makes no join of what stands inside a CASE.
        return Project.objects.filter(
            Case(When(pk__in=ways, then=Value(value=True)), default=Value(value=False))
        )
    return Project.objects.filter(pk__in=ways)


def _by_person(viewer: "User", on: date) -> "QuerySet[Responsibility, int]":
    named = Responsibility.objects.filter(in_force(on), user=viewer, party__in=OPENS_TO_PERSON)
    return named.values_list("project_id", flat=True)


def _by_unit(scope: "Scope", on: date) -> "list[QuerySet[Any, int]]":
    units = scope.unit_ids
    held = Responsibility.objects.filter(in_force(on))
    projects = (
        Q(region_code__in=scope.region_codes),
        Q(responsible_unit__in=units),
        Q(functional_area__in=units),
    )
    rows = (
        held.filter(unit__in=units, party__in=OPENS_TO_UNIT),
        held.filter(party=Party.OWNER, credit_code__in=scope.credit_codes),
        ShareSplit.objects.filter(in_force(on), unit__in=units),
    )
    return [
        *(Project.objects.filter(way).values_list("pk", flat=True) for way in projects),
        *(row.values_list("project_id", flat=True) for row in rows),
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
