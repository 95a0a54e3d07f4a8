"""Entering projects in the register and amending what it says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import ClassVar

from django.db import connection, transaction
from django.utils.timezone import localdate

from ballast.kernel import pinyin
from ballast.kernel.events import Event
from ballast.kernel.identifiers import ballast_number
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.sheets.rules import Origin, tell
from ballast.projects.models import Project
from ballast.projects.rules import name_key, tidy_name

from .holding import follow

_TABLE = "projects_project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is said of a project; a blank says nothing. Money in yuan."""

    name: str
    content: str = ""
    sector: str = ""
    region_code: str = ""
    total_investment_yuan: Decimal | None = None
    owner_name: str = ""
    responsible_unit_id: int | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def said(self) -> dict[str, object]:
        return {
            "name": tidy_name(self.name),
            "content": self.content,
            "sector": self.sector,
            "region_code": self.region_code,
            "total_investment_yuan": self.total_investment_yuan,
            "owner_name": self.owner_name,
            "responsible_unit_id": self.responsible_unit_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Event):
    """Projects were entered in the register; the subject is the first one's number."""

    code: ClassVar[str] = "projects.registered"
    numbers: tuple[str, ...]


@transaction.atomic
def register(*, by: Actor, at: datetime, drafts: Sequence[Draft]) -> list[Project]:
    """Enter projects, each with a new Ballast number, in the order given.

    Raises ``NotAllowed``.
    """
    identity.insist(by, "register.edit", at=at)
    if not drafts:
        return []
    projects, changes = enter(at=at, drafts=drafts)
    numbers = tuple(project.number for project in projects)
    event = Registered(subject=numbers[0], numbers=numbers)
    audit.record(event, by=by, at=at, changes=changes)
    return projects


def enter(*, at: datetime, drafts: Sequence[Draft]) -> tuple[list[Project], list[Change]]:
    """Enter projects as part of a larger use case, which journals the changes it is given."""
    projects: list[Project] = []
    told = []
    for number, draft in zip(_numbers(len(drafts)), drafts, strict=True):
        project = Project(number=number, registered_at=at)
        changed = tell(project, draft.said(), draft.origins)
        told.append({name: (None, new) for name, (_, new) in changed.items()})
        projects.append(_keyed(project))
    Project.objects.bulk_create(projects)
    changes = [
        Change(_TABLE, project.pk, {"number": (None, project.number), **fields})
        for project, fields in zip(projects, told, strict=True)
    ]
    held = follow(projects, localdate(at), [draft.origins for draft in drafts])
    if known := [project for project in projects if project.owner_credit_code]:
        Project.objects.bulk_update(known, ["owner_credit_code"])
    return projects, [*changes, *chain.from_iterable(held.values())]


def amend(*, at: datetime, drafts: Sequence[tuple[Project, Draft]]) -> dict[int, list[Change]]:
    """Change what the register says, as part of a larger use case, which journals it.

    The changes by project id; none for a project of which nothing new is said. Another owner or
    responsible unit is a handover on the day.
    """
    changes = {}
    amended = []
    for project, draft in drafts:
        if changed := tell(project, draft.said(), draft.origins):
            changes[project.pk] = [Change(_TABLE, project.pk, changed)]
            amended.append((_keyed(project) if "name" in changed else project, draft.origins))
    if amended:
        projects = [project for project, _ in amended]
        held = follow(projects, localdate(at), [origins for _, origins in amended])
        for pk, more in held.items():
            changes[pk] += more
        _overwrite(projects)
    return changes


def _overwrite(projects: Sequence[Project]) -> None:
    """One statement for all: an insert that meets the rows it changes."""
    Project.objects.bulk_create(
        projects,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=[
            *("name", "name_key", "initials", "sort_key", "content", "sector", "region_code"),
            *("total_investment_yuan", "owner_name", "owner_credit_code"),
            *("responsible_unit", "provenance"),
        ],
    )


def _keyed(project: Project) -> Project:
    project.name_key = name_key(project.name)
    project.initials = pinyin.initials(project.name)
    project.sort_key = pinyin.sort_key(project.name)
    return project


def _numbers(count: int) -> list[str]:
    """New Ballast numbers. A sequence never gives a serial twice, not even after a rollback."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('projects_serial') FROM generate_series(1, %s)", [count])
        return [ballast_number(serial) for (serial,) in cursor.fetchall()]
