"""Who answers for projects on a day, and for whom they count."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.projects.models import Project, Responsibility, ShareSplit
from ballast.projects.rules import LIVING, PERSONAL, Counting, Party

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

Projects = Collection[Project] | Collection[int]


def parties(project: Project, on: date) -> list[Responsibility]:
    """Who holds which part of a project on a day, each with its unit, the longest there first."""
    return holders([project], on, list(Party)).get(project.pk, [])


def holders(
    projects: Projects, on: date, parties: Collection[Party]
) -> dict[int, list[Responsibility]]:
    """Who holds these parts of projects on a day, by project; one query."""
    rows = Responsibility.objects.filter(in_force(on), project__in=projects, party__in=parties)
    found: dict[int, list[Responsibility]] = {}
    for row in rows.select_related("unit").order_by("valid_from", "pk"):
        found.setdefault(row.project_id, []).append(row)
    return found


def people_of(projects: Projects, right: str, on: date) -> dict[int, set[int]]:
    """Whom to tell of projects: ids of people by project, in two queries.

    Those of the responsible unit and of the owner who hold ``right`` there, and the project
    officers who sign in.
    """
    parts = (Party.RESPONSIBLE_UNIT, Party.OWNER, Party.PROJECT_OFFICER)
    held = holders(projects, on, parts)
    units = {row.unit_id for rows in held.values() for row in rows if row.unit_id}
    people = identity.people_in(units, right, on)
    return {project: _told(rows, people) for project, rows in held.items()}


def _told(rows: Collection[Responsibility], people: Mapping[int, set[int]]) -> set[int]:
    found = {row.user_id for row in rows if row.user_id and row.party == Party.PROJECT_OFFICER}
    return found.union(*(people.get(row.unit_id, set()) for row in rows if row.unit_id))


def parts_of_person(user: "User", on: date) -> list[Responsibility]:
    """What a person holds of living projects on a day and is not to leave, by number.

    By their account; by their name where a person holds the part and no account is named.
    """
    named = Q(user=None, person=user.name, party__in=PERSONAL)
    rows = Responsibility.objects.filter(
        Q(user=user) | named, in_force(on), valid_until=None, project__state__in=LIVING
    )
    return list(rows.select_related("project", "unit").order_by("project__number", "pk"))


def held_already(rows: Collection[Responsibility], heir: "User") -> set[int]:
    """Of these parts those that a person holds of the same project already: their ids."""
    projects = [row.project_id for row in rows]
    held = Responsibility.objects.filter(user=heir, valid_until=None, project__in=projects)
    theirs = set(held.values_list("project_id", "party"))
    return {row.pk for row in rows if (row.project_id, row.party) in theirs}


def sponsored_by(users: "Collection[User]", on: date) -> dict[int, list[Responsibility]]:
    """What each of these people sponsors on a day, by the person's id; one query.

    By their account where it is named, else by their name.
    """
    named = {user.name: user.pk for user in users}
    held = Responsibility.objects.filter(in_force(on), party=Party.SPONSOR)
    mine = held.filter(Q(user__in=users) | Q(user=None, person__in=named))
    found: dict[int, list[Responsibility]] = {}
    for row in mine.order_by("project__number", "pk"):
        found.setdefault(row.user_id or named[row.person], []).append(row)
    return found


def shares(projects: Projects, on: date) -> dict[int, dict[int, Decimal]]:
    """The shares of accounting units in projects that are divided on a day; one query.

    A project that is not divided is not in the result: it counts wholly for its accounting unit.
    """
    rows = ShareSplit.objects.filter(in_force(on), project__in=projects).order_by("pk")
    found: dict[int, dict[int, Decimal]] = {}
    for row in rows:
        found.setdefault(row.project_id, {})[row.unit_id] = row.share
    return found


def counting(answering: Mapping[int, int | None], on: date) -> dict[int, Counting[int]]:
    """For which units projects count on a day, by project; ``answering`` is who answers for each.

    That is the unit's accounting unit (归口单位), or the unit itself where it has none; of the
    money, the accounting units by whose shares the project is divided. Three queries.
    """
    above = identity.accounting_units(on)
    divided = shares(answering.keys(), on)
    found = {}
    for project, unit in answering.items():
        own = None if unit is None else above.get(unit, unit)
        whole = {} if own is None else {own: Decimal(1)}
        found[project] = Counting(own, divided.get(project, whole))
    return found
