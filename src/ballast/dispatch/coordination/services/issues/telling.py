"""Notices about issues and tasks to those they wait for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, Task
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling

_ONCE_A_LIMIT = "issue_due_soon"


def tell_leads(kind: str, rows: Collection[Issue], at: datetime) -> int:
    """Who handles issues in the unit that leads each."""
    return _tell(kind, rows, {row.pk: row.lead_id for row in rows}, at)


def tell_raisers(kind: str, rows: Collection[Issue], at: datetime) -> int:
    """Who handles issues in the unit that raised each; the office of what it raised itself."""
    return _tell(kind, rows, {row.pk: row.raiser_id for row in rows}, at)


def tell_office(kind: str, rows: Collection[Issue], at: datetime) -> int:
    return _tell(kind, rows, {row.pk: None for row in rows}, at)


def tell_units(kind: str, rows: Collection[Issue], unit: int, at: datetime) -> int:
    """Who handles issues in one unit."""
    return _tell(kind, rows, {row.pk: unit for row in rows}, at)


def tell_doers(kind: str, rows: Sequence[Task], at: datetime) -> int:
    """Who is to do each task: the person named, else the unit's people."""
    people = identity.people_in({one.unit_id for one in rows}, "issue.handle", localdate(at))
    told = [
        Telling(
            kind=kind,
            to={one.person_id} if one.person_id else people.get(one.unit_id, set()),
            params={"number": one.issue.number, "due": f"{one.due_on}"},
            link=_link(one.issue),
            about=f"task {one.pk} {one.returned}",
        )
        for one in rows
    ]
    return notices.tell_all(told, at=at)


def _tell(kind: str, rows: Collection[Issue], units: Mapping[int, int | None], at: datetime) -> int:
    on = localdate(at)
    people = identity.people_in({one for one in units.values() if one}, "issue.handle", on)
    office = identity.people_with("issue.decide", on) if None in units.values() else set()
    told = [
        Telling(
            kind=kind,
            to=people.get(unit, set()) if (unit := units[row.pk]) else office,
            params={"number": row.number, "title": row.title, "due": f"{row.due_on}"},
            link=_link(row),
            about=f"issue {row.pk} {row.due_on if kind == _ONCE_A_LIMIT else row.version}",
        )
        for row in rows
    ]
    return notices.tell_all(told, at=at)


def _link(row: Issue) -> str:
    return f"/issues/{row.number}/"
