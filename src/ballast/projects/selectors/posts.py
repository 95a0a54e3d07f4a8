"""Who stands for what: each holder of a part with their projects, and the parts nobody holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg, BoolAnd
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from ballast.platform.codelists.selectors import in_force
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import LIVING, PERSONAL, Party

from .reach import visible_to

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# Without these a project has nobody to call.
NEEDED = (Party.SPONSOR, Party.LEAD_DEPARTMENT, Party.RESPONSIBLE_UNIT, Party.PROJECT_OFFICER)


@dataclass(frozen=True, slots=True)
class Post:
    """A holder of a part: a person by their name or a body by its own, and all they hold it of.

    ``about`` is their post, or who speaks for the body. ``has_left``: their account is closed.
    """

    party: Party
    name: str
    about: str
    since: date
    has_left: bool
    project_ids: Sequence[int]


def posts(viewer: "User", on: date, parties: Collection[Party]) -> list[Post]:
    """Who holds these parts of living projects that a person sees; two queries."""
    rows = _held(viewer, on)
    people = rows.filter(party__in=PERSONAL & set(parties)).exclude(person="")
    bodies = rows.filter(party__in=set(parties) - PERSONAL).exclude(body="")
    return [*_grouped(people, "person", "post"), *_grouped(bodies, "body", "person")]


def held_by_name(
    viewer: "User", on: date, party: Party, name: str
) -> list[tuple[Project, Responsibility]]:
    """What a person or body of this name holds a part of, by number, each with its row."""
    asked = Q(person=name) if party in PERSONAL else Q(body=name)
    rows = _held(viewer, on).filter(asked, party=party)
    found = rows.select_related("project__responsible_unit").order_by("project__number", "pk")
    return [(row.project, row) for row in found]


def without(viewer: "User", on: date) -> "QuerySet[Project]":
    """The living projects that lack a needed part; ``has_<part>`` says which they have."""
    seen = visible_to(viewer, on).filter(state__in=LIVING, parent=None)
    rows = Responsibility.objects.filter(in_force(on), project=OuterRef("pk"))
    has = {f"has_{party.value}": Exists(rows.filter(party=party)) for party in NEEDED}
    whole = Q(**dict.fromkeys(has, True))
    return seen.annotate(**has).exclude(whole).select_related("responsible_unit").order_by("number")


def _held(viewer: "User", on: date) -> "QuerySet[Responsibility]":
    seen = visible_to(viewer, on).filter(state__in=LIVING)
    return Responsibility.objects.filter(in_force(on), project__in=seen)


def _grouped(rows: "QuerySet[Responsibility]", name: str, about: str) -> list[Post]:
    found = (
        rows.order_by("party", name)
        .values_list("party", name)
        .annotate(
            about=Max(about),
            since=Min("valid_from"),
            left=BoolAnd(Q(user__is_active=False)),
            ids=ArrayAgg("project_id", distinct=True),
        )
    )
    return [
        Post(Party(party), who, said or "", since, bool(left), ids)
        for party, who, said, since, left, ids in found
    ]
