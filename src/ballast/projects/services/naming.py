"""What projects are called, and by which national codes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.kernel.identifiers import NotAProjectCode, ProjectCode
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.projects.models import NationalCode, Project, ProjectName, StateChange
from ballast.projects.rules import LONGEST_NAME, Fault, refuse, secret_mark, tidy_name
from ballast.projects.rules import Change as Befallen

from .entering import begin_names, keyed, overwrite
from .journal import PROJECTS, Concerning, born, note
from .reach import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Concerning):
    code: ClassVar[str] = "projects.renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesAdded(Concerning):
    code: ClassVar[str] = "projects.codes_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesEnded(Concerning):
    code: ClassVar[str] = "projects.codes_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    project_id: int
    name: str
    valid_from: date
    reason: str
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A national code as typed, from a day or, when it ends, until one."""

    project_id: int
    national_code: str
    day: date
    note: str = ""


@transaction.atomic
def rename(*, by: Actor, at: datetime, renamings: Sequence[Renaming]) -> None:
    """Give projects new names; the old ones stay and are still found.

    A name given the same day may be taken back: what was called so for no day is kept as well.
    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    asked = {one.project_id: replace(one, name=tidy_name(one.name)) for one in renamings}
    projects = reached(by=by, at=at, project_ids=asked)
    since = dict(
        ProjectName.objects.filter(project__in=projects, valid_until__isnull=True).values_list(
            "project_id", "valid_from"
        )
    )
    refuse(
        fault
        for pk, one in asked.items()
        for fault in _name_faults(one, projects[pk], since[pk], localdate(at))
    )
    changes = []
    for pk, one in asked.items():
        project = projects[pk]
        changes.append(Change(PROJECTS, pk, {"name": (project.name, one.name)}))
        project.name = one.name
        keyed(project)
    renamed = [projects[pk] for pk in asked]
    overwrite(renamed)
    names = begin_names(
        renamed,
        {pk: one.valid_from for pk, one in asked.items()},
        {pk: one.reason for pk, one in asked.items()},
    )
    rows = StateChange.objects.bulk_create(
        StateChange(
            project=projects[pk],
            change=Befallen.RENAMED,
            happened_on=one.valid_from,
            reason=one.reason,
            paper=one.paper,
            recorded_at=at,
        )
        for pk, one in asked.items()
    )
    changes += map(born, [*names, *rows])
    note(Renamed, renamed, by=by, at=at, changes=changes)


def _name_faults(one: Renaming, project: Project, since: date, on: date) -> Iterator[Fault]:
    place = project.number
    if not one.name or one.name == project.name:
        yield Fault("name_missing" if not one.name else "name_as_before", place, {}, "name")
    if len(one.name) > LONGEST_NAME:
        yield Fault("text_too_long", place, {"most": LONGEST_NAME}, "name")
    if mark := secret_mark(one.name):
        yield Fault("secret_project", place, {"mark": mark}, "name")
    if not since <= one.valid_from <= on:
        yield Fault("name_day_wrong", place, {"since": since}, "valid_from")
    if not one.reason.strip():
        yield Fault("reason_missing", place, {}, "reason")


@transaction.atomic
def add_codes(*, by: Actor, at: datetime, codings: Sequence[Coding]) -> None:
    """Give projects national codes; several may hold, and one may be borne by several projects.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids={one.project_id for one in codings})
    rows, found = [], []
    borne = _borne(projects)
    for one in codings:
        place = projects[one.project_id].number
        text, fault = _read(one, place)
        if (one.project_id, text) in borne:
            fault = Fault("code_in_force", place, {"text": text}, "national_code")
        borne[one.project_id, text] = NationalCode(
            project=projects[one.project_id], code=text, valid_from=one.day, note=one.note
        )
        rows.append(borne[one.project_id, text])
        found += [fault] if fault else []
    refuse(found)
    NationalCode.objects.bulk_create(rows)
    note(CodesAdded, projects.values(), by=by, at=at, changes=list(map(born, rows)))


def put_codes(*, at: datetime, codes: Mapping[int, Collection[str]]) -> list[Change]:
    """Let projects bear these codes, in their normal form, from today, besides those they bear.

    As part of a larger use case, which has checked the codes and journals the changes.
    """
    told = {pk: its for pk, its in codes.items() if its}
    if not told:
        return []
    borne = _borne(told)
    rows = NationalCode.objects.bulk_create(
        NationalCode(project_id=pk, code=code, valid_from=localdate(at))
        for pk, its in told.items()
        for code in its
        if (pk, code) not in borne
    )
    return list(map(born, rows))


@transaction.atomic
def end_codes(*, by: Actor, at: datetime, codings: Sequence[Coding]) -> None:
    """Say that projects no longer bear national codes from a day on.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids={one.project_id for one in codings})
    borne = _borne(projects)
    ended, changes, found = [], [], []
    for one in codings:
        place = projects[one.project_id].number
        row = borne.get((one.project_id, _read(one, place)[0]))
        if row is None or one.day < row.valid_from:
            params = {"text": one.national_code}
            found.append(Fault("code_not_in_force", place, params, "national_code"))
            continue
        row.valid_until = one.day
        row.note = one.note or row.note
        ended.append(row)
        changes.append(Change(row._meta.db_table, row.pk, {"valid_until": (None, one.day)}))
    refuse(found)
    NationalCode.objects.bulk_update(ended, ["valid_until", "note"])
    note(CodesEnded, projects.values(), by=by, at=at, changes=changes)


def _borne(projects: Collection[int]) -> dict[tuple[int, str], NationalCode]:
    """The codes that have not ended, by project and code."""
    rows = NationalCode.objects.filter(project__in=projects, valid_until__isnull=True)
    return {(row.project_id, row.code): row for row in rows}


def _read(one: Coding, place: str) -> tuple[str, Fault | None]:
    """The code in its normal form, and what is wrong with what was typed."""
    try:
        return ProjectCode.parse(one.national_code).text, None
    except NotAProjectCode as wrong:
        return one.national_code, Fault(wrong.code, place, wrong.params, "national_code")
