"""How the register's new rows and events stand in the journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.projects.models import Project

PROJECTS = "projects_project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerning(Event):
    """Something happened to projects; the subject is the first one's number."""

    numbers: tuple[str, ...]


def note(
    kind: type[Concerning],
    projects: Iterable[Project],
    *,
    by: Actor,
    at: datetime,
    changes: Sequence[Change],
    **more: object,
) -> None:
    """Journal a use case; one that concerns no project leaves no entry."""
    if numbers := tuple(project.number for project in projects):
        event = kind(subject=numbers[0], numbers=numbers, **more)
        audit.record(event, by=by, at=at, changes=changes)


def born(row: Model) -> Change:
    """A new row with everything it says."""
    values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields[1:]}
    said = {name: value for name, value in values.items() if _is_said(value)}
    return Change(row._meta.db_table, row.pk, {name: (None, value) for name, value in said.items()})


def _is_said(value: object) -> bool:
    return isinstance(value, str | int | Decimal | date) and value != ""
