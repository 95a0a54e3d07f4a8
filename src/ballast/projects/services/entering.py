"""Entering projects in the register and amending what it says of them."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import ClassVar

from django.db import connection, transaction
from django.utils.timezone import localdate

from ballast.kernel import pinyin
from ballast.kernel.identifiers import ballast_number
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.sheets.rules import put, tell
from ballast.projects import selectors
from ballast.projects.models import Project, ProjectName
from ballast.projects.rules import (
    ATTRIBUTES,
    Draft,
    Fault,
    Section,
    check,
    is_living,
    name_key,
    refuse,
    tidy,
)

from .holding import follow
from .journal import PROJECTS, Concerning, note
from .reach import reached
from .writing import write_new

_KEYS = ("name_key", "initials", "sort_key", "provenance")
# What has a history of its own and changes only there.
_ELSEWHERE = {"name"} | {one.name for one in ATTRIBUTES if one.section is Section.PARTIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Concerning):
    """Projects were entered in the register."""

    code: ClassVar[str] = "projects.registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Concerning):
    """Attributes of projects were corrected."""

    code: ClassVar[str] = "projects.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New values of some attributes of a project; a blank takes the present value away."""

    project_id: int
    said: Mapping[str, object]


@transaction.atomic
def register(*, by: Actor, at: datetime, drafts: Sequence[Draft]) -> list[Project]:
    """Enter projects, each with a new Ballast number, in the order given.

    Raises ``NotAllowed`` and ``RegisterRefused`` with every fault of every draft.
    """
    identity.insist(by, "register.edit", at=at)
    refuse(_taken(drafts))
    projects, changes = enter(at=at, drafts=drafts)
    note(Registered, projects, by=by, at=at, changes=changes)
    return projects


def _taken(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Drafts of what is in the register already: the same name, owner and sector.

    A ledger's rows were matched before; whoever types a project does not see the others.
    """
    said = [draft.said for draft in drafts]
    known = selectors.by_name(name_key(str(values.get("name", ""))) for values in said)
    for place, values in enumerate(said):
        for twin in known.get(name_key(str(values.get("name", ""))), ()):
            marks = (values.get("owner_name", ""), values.get("sector", ""))
            if marks == (twin.owner_name, twin.sector) and is_living(twin.state):
                yield Fault("name_taken", str(place), {"number": twin.number}, "name")


def enter(
    *, at: datetime, drafts: Sequence[Draft], are_sound: bool = False
) -> tuple[list[Project], list[Change]]:
    """Enter projects as part of a larger use case, which journals the changes it is given.

    Raises ``RegisterRefused``, unless the use case has asked for the ``faults`` already and found
    none: the drafts ``are_sound``.
    """
    on = localdate(at)
    said = [draft.said for draft in drafts]
    if not are_sound:
        refuse(_new_faults(said, on))
    projects: list[Project] = []
    told = []
    blank = Project(registered_at=at)  # fifty columns: a copy takes a fifth of the time
    for number, values, draft in zip(_numbers(len(drafts)), said, drafts, strict=True):
        project = copy(blank)
        project.number = number
        changed = tell(project, values, draft.origins)
        told.append({name: (None, new) for name, (_, new) in changed.items()})
        projects.append(keyed(project))
    write_new(projects)
    write_new([_name_of(project, on) for project in projects])
    changes = [
        Change(PROJECTS, project.pk, {"number": (None, project.number), **fields})
        for project, fields in zip(projects, told, strict=True)
    ]
    held = follow(projects, on, [draft.origins for draft in drafts], are_new=True)
    if known := [project for project in projects if project.owner_credit_code]:
        Project.objects.bulk_update(known, ["owner_credit_code"])
    return projects, [*changes, *chain.from_iterable(held.values())]


def faults(*, drafts: Sequence[Draft], on: date) -> list[Fault]:
    """Everything that keeps drafts of new projects out of the register, each with its place."""
    return _new_faults([draft.said for draft in drafts], on)


def _new_faults(said: Sequence[Mapping[str, object]], on: date) -> list[Fault]:
    tables = selectors.tables(said, on)
    return [
        replace(fault, place=str(place))
        for place, values in enumerate(said)
        for fault in check({"name": "", **values}, tables)
    ]


def amend(*, at: datetime, drafts: Sequence[tuple[Project, Draft]]) -> dict[int, list[Change]]:
    """Change what the register says, as part of a larger use case, which journals it.

    The changes by project id; none for a project of which nothing new is said. A new name begins
    that day, and another owner or responsible unit is a handover on it. Raises
    ``RegisterRefused``.
    """
    on = localdate(at)
    said = [draft.said for _, draft in drafts]
    refuse(_spoken_faults([project for project, _ in drafts], said, on))
    changes = {}
    amended = []
    for (project, draft), values in zip(drafts, said, strict=True):
        if changed := tell(project, values, draft.origins):
            changes[project.pk] = [Change(PROJECTS, project.pk, changed)]
            amended.append((project, draft.origins, "name" in changed))
    projects = [project for project, _, _ in amended]
    renamed = [keyed(project) for project, _, is_renamed in amended if is_renamed]
    if projects:
        held = follow(projects, on, [origins for _, origins, _ in amended])
        for pk, more in held.items():
            changes[pk] += more
    overwrite(projects)
    begin_names(renamed, dict.fromkeys((project.pk for project in renamed), on), {})
    return changes


def spoken_faults(*, drafts: Sequence[tuple[Project, Draft]], on: date) -> list[Fault]:
    """Everything that keeps the register from being amended so, each by its project's number."""
    said = [draft.said for _, draft in drafts]
    return _spoken_faults([project for project, _ in drafts], said, on)


def _spoken_faults(
    projects: Sequence[Project], said: Sequence[Mapping[str, object]], on: date
) -> list[Fault]:
    """The faults in what is said of projects that stand in the register."""
    tables = selectors.tables(said, on)
    return [
        replace(fault, place=project.number)
        for project, values in zip(projects, said, strict=True)
        for fault in check(values, tables, present(project))
    ]


@transaction.atomic
def edit(*, by: Actor, at: datetime, edits: Sequence[Edit]) -> list[Project]:
    """Correct attributes of projects; the projects of which anything changed.

    Names, owners and responsible units have a history and are changed there. Raises
    ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused`` with every fault.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids=[one.project_id for one in edits])
    said = [tidy(one.said) for one in edits]
    if any(values.keys() & _ELSEWHERE for values in said):
        raise ValueError("names and parties have services of their own")
    told = [projects[one.project_id] for one in edits]
    refuse(_spoken_faults(told, said, localdate(at)))
    changes = {
        project.pk: Change(PROJECTS, project.pk, changed)
        for project, values in zip(told, said, strict=True)
        if (changed := put(project, values, {}))
    }
    edited = [projects[pk] for pk in changes]
    overwrite(edited)
    note(Edited, edited, by=by, at=at, changes=list(changes.values()))
    return edited


def present(project: Project) -> dict[str, object]:
    """What the register says of a project now."""
    return {one.name: getattr(project, one.name) for one in ATTRIBUTES}


def overwrite(projects: Sequence[Project]) -> None:
    """One statement for all: an insert that meets the rows it changes."""
    if projects:
        Project.objects.bulk_create(
            projects,
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=[*(one.name for one in ATTRIBUTES), *_KEYS],
        )


def begin_names(
    projects: Sequence[Project], days: Mapping[int, date], reasons: Mapping[int, str]
) -> list[ProjectName]:
    """End the names in force and begin the projects' present ones; the new rows.

    ``days`` and ``reasons`` by project id.
    """
    ended = list(ProjectName.objects.filter(project__in=projects, valid_until__isnull=True))
    for one in ended:
        one.valid_until = days[one.project_id]
    ProjectName.objects.bulk_update(ended, ["valid_until"])
    return ProjectName.objects.bulk_create(
        _name_of(project, days[project.pk], reasons.get(project.pk, "")) for project in projects
    )


def _name_of(project: Project, on: date, reason: str = "") -> ProjectName:
    return ProjectName(
        project=project,
        name=project.name,
        name_key=project.name_key,
        valid_from=on,
        reason=reason,
    )


def keyed(project: Project) -> Project:
    project.name_key = name_key(project.name)
    project.initials = pinyin.initials(project.name)
    project.sort_key = pinyin.sort_key(project.name)
    return project


def _numbers(count: int) -> list[str]:
    """New Ballast numbers. A sequence never gives a serial twice, not even after a rollback."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('projects_serial') FROM generate_series(1, %s)", [count])
        return [ballast_number(serial) for (serial,) in cursor.fetchall()]
