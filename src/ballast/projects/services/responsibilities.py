"""Who answers for a project: each part given, handed over and ended from a stated day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import SINGLE, Fault, Holder, Party, faults_of, refuse

from .holding import Bodies, Rows, settle
from .reach import OutOfReach, reached


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilitiesChanged(Event):
    """Who answers for projects was given, handed over or ended; the subject is the first's number.

    ``what``: "assigned", "handed_over" or "ended".
    """

    code: ClassVar[str] = "projects.responsibilities_changed"
    what: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """From a day somebody holds a part of a project."""

    project_id: int
    party: Party
    holder: Holder
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """From a day another holds the part. On the part's own first day it sets it right."""

    responsibility_id: int
    holder: Holder
    since: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """From a day nobody holds the part after who held it."""

    responsibility_id: int
    until: date
    reason: str


@transaction.atomic
def assign(*, by: Actor, at: datetime, appointments: Sequence[Appointment]) -> None:
    """Give parts of projects to bodies and people.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``: a part that only one may hold
    is held already, a holder has it already, what must be known is missing, a day to come.
    """
    identity.insist(by, "register.edit", at=at)
    today = localdate(at)
    projects = reached(by=by, at=at, project_ids=[one.project_id for one in appointments])
    bodies, rows, faults = Bodies(today), Rows(), []
    held = _held(projects)
    for one in appointments:
        holder = bodies.whole(one.holder)
        place = projects[one.project_id].number
        faults += faults_of(holder, one.party, since=one.since, today=today, place=place)
        faults += _unit_faults(holder, bodies, place)
        there = held.setdefault((one.project_id, one.party), [])
        if one.party in SINGLE and there:
            faults.append(Fault("part_held", place, {"body": there[0].body}))
        elif any(_same(row, holder) for row in there):
            faults.append(Fault("holder_already", place, {"body": holder.person or holder.body}))
        there.append(rows.begin(one.project_id, one.party, holder, one.since))
    refuse(faults)
    _finish("assigned", projects, rows, by=by, at=at)


@transaction.atomic
def hand_over(*, by: Actor, at: datetime, handovers: Sequence[Handover]) -> None:
    """Another holds each part from a day on; who held it stays on record with their days.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``: a part ended already, a day
    before it began, a day to come, no reason, what must be known is missing.
    """
    identity.insist(by, "register.edit", at=at)
    today = localdate(at)
    held, projects = _locked([one.responsibility_id for one in handovers], by=by, at=at)
    bodies, rows, faults = Bodies(today), Rows(), []
    for one in handovers:
        row, holder = held[one.responsibility_id], bodies.whole(one.holder)
        place, party = projects[row.project_id].number, Party(row.party)
        found = faults_of(holder, party, since=one.since, today=today, place=place)
        found += _unit_faults(holder, bodies, place)
        found += _leaving_faults(row, one.reason, place, is_early=one.since < row.valid_from)
        if not found:
            rows.hand_over(row, holder, one.since, one.reason)
        faults += found
    refuse(faults)
    _finish("handed_over", projects, rows, by=by, at=at)


@transaction.atomic
def end(*, by: Actor, at: datetime, endings: Sequence[Ending]) -> None:
    """Nobody follows who held each part. Raises as ``hand_over`` does."""
    identity.insist(by, "register.edit", at=at)
    held, projects = _locked([one.responsibility_id for one in endings], by=by, at=at)
    rows, faults = Rows(), []
    for one in endings:
        row = held[one.responsibility_id]
        place = projects[row.project_id].number
        if one.until > localdate(at):
            faults.append(Fault("since_future", place))
        faults += _leaving_faults(row, one.reason, place, is_early=one.until <= row.valid_from)
        if not faults:
            rows.end(row, one.until, one.reason)
    refuse(faults)
    _finish("ended", projects, rows, by=by, at=at)


def _locked(
    ids: Collection[int], *, by: Actor, at: datetime
) -> tuple[dict[int, Responsibility], dict[int, Project]]:
    """The rows by id, and their projects, locked. Raises ``OutOfReach``."""
    wanted = set(ids)
    of = Responsibility.objects.filter(pk__in=wanted).values_list("project_id", flat=True)
    projects = reached(by=by, at=at, project_ids=of)
    held = Responsibility.objects.in_bulk(wanted)  # read again under the lock
    if len(held) < len(wanted):
        raise OutOfReach
    return held, projects


def _leaving_faults(row: Responsibility, reason: str, place: str, *, is_early: bool) -> list[Fault]:
    found = {
        "part_ended": row.valid_until is not None,
        "before_it_began": is_early,
        "reason_missing": not reason.strip(),
    }
    params = {"body": row.body or row.person, "since": row.valid_from.isoformat()}
    return [Fault(code, place, params) for code, wrong in found.items() if wrong]


def _unit_faults(holder: Holder, bodies: Bodies, place: str) -> list[Fault]:
    unknown = holder.unit_id is not None and holder.unit_id not in bodies
    return [Fault("unit_not_in_force", place)] if unknown else []


def _held(projects: Iterable[int]) -> dict[tuple[int, str], list[Responsibility]]:
    """Who holds each part of these projects and is not to leave it."""
    held: dict[tuple[int, str], list[Responsibility]] = {}
    open_rows = Responsibility.objects.filter(project__in=projects, valid_until__isnull=True)
    for row in open_rows.order_by("pk"):
        held.setdefault((row.project_id, row.party), []).append(row)
    return held


def _same(row: Responsibility, holder: Holder) -> bool:
    told = (holder.unit_id, holder.body, holder.person, holder.user_id)
    return (row.unit_id, row.body, row.person, row.user_id) == told


def _finish(
    what: str, projects: Mapping[int, Project], rows: Rows, *, by: Actor, at: datetime
) -> None:
    changes = [change for _, change in rows.write()]
    if not changes:
        return
    changes += settle(projects.values(), localdate(at))
    numbers = tuple(project.number for project in projects.values())
    event = ResponsibilitiesChanged(subject=numbers[0], what=what, numbers=numbers)
    audit.record(event, by=by, at=at, changes=changes)
