"""Who has not reported, and whom to telephone."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.rules.counting import NOT_FILED
from ballast.projects import selectors as projects
from ballast.projects.rules.kinds import Party

from .duties import duties_of

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# Who is telephoned, first the one nearest to the figures.
_CALLED = (Party.PROJECT_OFFICER, Party.OWNER, Party.RESPONSIBLE_UNIT)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or body in one part of a project, with a telephone number."""

    party: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A duty that nothing was submitted for, or whose filing was returned."""

    duty: Duty
    standing: Standing
    contacts: Sequence[Contact]


def missing(viewer: "User", on: date, period: str, *, unit: str = "") -> list[Missing]:
    """The duties within reach for which nothing was submitted, by unit, in three queries."""
    owed = _owed(viewer, on, period)
    if unit:
        owed = owed.filter(unit__code=unit)
    rows = list(owed.order_by("unit__code", "project__sort_key", "pk"))
    called = _contacts([row.pk for row in rows], on)
    return [Missing(row, Standing(row.standing), called[row.pk]) for row in rows]


def without_people(rows: Sequence[Missing], on: date) -> list[Missing]:
    """Those of whose unit and owner nobody signs in: no reminder reaches them, only a call."""
    people = projects.people_of([one.duty.project for one in rows], "filing.view", on)
    return [one for one in rows if not people.get(one.duty.project_id)]


def count_missing(viewer: "User", on: date, period: str) -> int:
    return _owed(viewer, on, period).count()


def _owed(viewer: "User", on: date, period: str) -> QuerySet[Any]:
    duties: QuerySet[Any] = duties_of(viewer, on, period)  # each with its ``standing``
    return duties.filter(standing__in=NOT_FILED)


def _contacts(duties: Collection[int], on: date) -> dict[int, list[Contact]]:
    part = "project__responsibilities__"
    rows = (
        Duty.objects.filter(pk__in=duties)
        .filter(
            Q(**{f"{part}valid_until__isnull": True}) | Q(**{f"{part}valid_until__gt": on}),
            ~Q(**{f"{part}phone": ""}),
            **{f"{part}valid_from__lte": on, f"{part}party__in": _CALLED},
        )
        .values_list("pk", f"{part}party", f"{part}person", f"{part}body", f"{part}phone")
        .order_by(f"{part}pk")
    )
    found: dict[int, list[Contact]] = defaultdict(list)
    for duty, party, person, body, phone in rows:
        found[duty].append(Contact(party, person or body, phone))
    for contacts in found.values():
        contacts.sort(key=lambda one: _CALLED.index(Party(one.party)))
    return found
