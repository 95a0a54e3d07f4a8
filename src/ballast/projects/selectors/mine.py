"""Which projects are a person's own, are sponsored by one, stand on a list, or count for a unit."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.projects.models import ListPlace, Project, Responsibility, ShareSplit, Star
from ballast.projects.rules import OPENS_TO_PERSON, Party

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import User


def starred(viewer: "User") -> "QuerySet[Star, int]":
    """The ids of the projects that a person marked."""
    return Star.objects.filter(user=viewer).values_list("project_id", flat=True)


def mine(viewer: "User", on: date) -> "QuerySet[Project, int]":
    """The ids of projects that a person's unit answers for, that name them, or that they marked.

    A unit's people answer with the units below it; who sees the whole city only with their own.
    """
    ways = (_answered_for(viewer, on), _named(viewer, on), starred(viewer))
    return Project.objects.filter(
        Q(pk__in=ways[0]) | Q(pk__in=ways[1]) | Q(pk__in=ways[2])
    ).values_list("pk", flat=True)


def sponsored(person: str, on: date) -> "QuerySet[Responsibility, int]":
    """The ids of the projects that a person of this name sponsors on a day."""
    held = Responsibility.objects.filter(in_force(on), party=Party.SPONSOR, person=person)
    return held.values_list("project_id", flat=True)


def sponsors(on: date) -> list[str]:
    """The names of all who sponsor a project on a day."""
    held = Responsibility.objects.filter(in_force(on), party=Party.SPONSOR)
    return sorted(held.exclude(person="").values_list("person", flat=True).distinct())


def listed(list_name: str, on: date) -> "QuerySet[ListPlace, int]":
    """The ids of the projects that stand on a named list on a day."""
    places = ListPlace.objects.filter(in_force(on), list_name=list_name)
    return places.values_list("project_id", flat=True)


def list_names(on: date) -> list[str]:
    """The named lists on which any project stands on a day."""
    places = ListPlace.objects.filter(in_force(on))
    return sorted(places.values_list("list_name", flat=True).distinct())


def counted_for(code: str, on: date) -> Q:
    """True of the projects that count for an accounting unit on a day, wholly or by a share."""
    above = identity.accounting_units(on)
    own = set(identity.units(on).filter(code=code).values_list("pk", flat=True))
    below = [unit for unit, accounting in above.items() if accounting in own]
    shares = ShareSplit.objects.filter(in_force(on), unit__in=own)
    return Q(responsible_unit__in=own.union(below)) | Q(
        pk__in=shares.values_list("project_id", flat=True)
    )


def worked_on(viewer: "User", on: date) -> "QuerySet[Project]":
    """The projects a person's units answer for or own, or to which they are posted.

    With the units below theirs; who sees the whole city speaks for all of them.
    """
    scope = identity.scope_of(viewer, on)
    if scope.everything:
        return Project.objects.all()
    held = Responsibility.objects.filter(in_force(on))
    owned = held.filter(
        Q(unit__in=scope.unit_ids) | Q(credit_code__in=scope.credit_codes), party=Party.OWNER
    )
    posted = held.filter(user=viewer, party=Party.PROJECT_OFFICER)
    ways = Project.objects.filter(responsible_unit__in=scope.unit_ids).values_list("pk", flat=True)
    return Project.objects.filter(
        pk__in=ways.union(
            owned.values_list("project_id", flat=True), posted.values_list("project_id", flat=True)
        )
    )


def _answered_for(viewer: "User", on: date) -> "QuerySet[Project, int]":
    scope = identity.scope_of(viewer, on)
    units = scope.unit_ids
    if scope.everything:
        units = frozenset(one.unit_id for one in identity.held_by(viewer, on))
    return Project.objects.filter(responsible_unit__in=units).values_list("pk", flat=True)


def _named(viewer: "User", on: date) -> "QuerySet[Responsibility, int]":
    by_name = Q(user=None, person=viewer.name, party=Party.SPONSOR)
    by_account = Q(user=viewer, party__in=OPENS_TO_PERSON)
    held = Responsibility.objects.filter(in_force(on)).filter(by_name | by_account)
    return held.values_list("project_id", flat=True)
