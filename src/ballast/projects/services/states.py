"""What befalls projects as a whole: stopped, resumed, taken off, brought back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.projects.models import Project, StateChange
from ballast.projects.rules import Change as Befallen
from ballast.projects.rules import ExitCause, Fault, State, may_befall, refuse, state_after

from .journal import PROJECTS, Concerning, born, note
from .reach import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Concerning):
    code: ClassVar[str] = "projects.suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Concerning):
    code: ClassVar[str] = "projects.resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exited(Concerning):
    code: ClassVar[str] = "projects.exited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstated(Concerning):
    code: ClassVar[str] = "projects.reinstated"


_EVENTS: Mapping[Befallen, type[Concerning]] = {
    Befallen.SUSPENDED: Suspended,
    Befallen.RESUMED: Resumed,
    Befallen.EXITED: Exited,
    Befallen.REINSTATED: Reinstated,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What befell a project on a day and why; ``cause`` is the code of an exit's reason."""

    project_id: int
    happened_on: date
    reason: str
    paper: str = ""
    cause: str = ""


def suspend(*, by: Actor, at: datetime, happenings: Sequence[Happening]) -> None:
    """Work has stopped. Raises as ``exit`` does."""
    _befall(Befallen.SUSPENDED, by=by, at=at, happenings=happenings)


def resume(*, by: Actor, at: datetime, happenings: Sequence[Happening]) -> None:
    """Work goes on. Raises as ``exit`` does."""
    _befall(Befallen.RESUMED, by=by, at=at, happenings=happenings)


def exit(*, by: Actor, at: datetime, happenings: Sequence[Happening]) -> None:  # noqa: A001 - the glossary's word
    """Take projects off the list, each with one of ``rules.ExitCause``.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    _befall(Befallen.EXITED, by=by, at=at, happenings=happenings)


def reinstate(*, by: Actor, at: datetime, happenings: Sequence[Happening]) -> None:
    """Bring back what left the list, or was merged, as it was before. Raises as ``exit`` does."""
    _befall(Befallen.REINSTATED, by=by, at=at, happenings=happenings)


@transaction.atomic
def _befall(change: Befallen, *, by: Actor, at: datetime, happenings: Sequence[Happening]) -> None:
    identity.insist(by, "register.edit", at=at)
    asked = {one.project_id: one for one in happenings}
    projects = reached(by=by, at=at, project_ids=asked)
    past = history(projects)
    refuse(
        fault
        for one in happenings
        for fault in state_faults(change, one, past[one.project_id], localdate(at))
    )
    rows = [
        StateChange(
            project=projects[one.project_id],
            change=change,
            happened_on=one.happened_on,
            cause=one.cause,
            reason=one.reason,
            paper=one.paper,
            recorded_at=at,
        )
        for one in asked.values()
    ]
    changes = befallen(rows, projects, past)
    note(_EVENTS[change], [projects[pk] for pk in asked], by=by, at=at, changes=changes)


@dataclass(slots=True)
class Past:
    """What befell a project so far: its name for a reader, the changes in order, the last day."""

    number: str
    state: str
    changes: list[str] = field(default_factory=list)
    last_on: date | None = None


def history(projects: Mapping[int, Project]) -> dict[int, Past]:
    """The changes of state of projects so far."""
    past = {pk: Past(one.number, one.state) for pk, one in projects.items()}
    rows = StateChange.objects.filter(project__in=projects).exclude(change=Befallen.RENAMED)
    for row in rows.order_by("happened_on", "pk"):
        past[row.project_id].changes.append(row.change)
        past[row.project_id].last_on = row.happened_on
    return past


def state_faults(change: Befallen, one: Happening, past: Past, on: date) -> Iterator[Fault]:
    """Why this may not befall the project."""
    if not may_befall(change, past.state):
        params = {"number": past.number, "state": past.state, "change": change.value}
        yield Fault(f"state_forbids_{change.value.lower()}", past.number, params, "")
    if one.happened_on > on or (past.last_on and one.happened_on < past.last_on):
        last = past.last_on.isoformat() if past.last_on else "—"
        params = {"number": past.number, "last": last}
        yield Fault("happening_out_of_order", past.number, params, "happened_on")
    if not one.reason.strip():
        yield Fault("reason_missing", past.number, {}, "reason")
    if (change is Befallen.EXITED) != (one.cause in set(ExitCause)):
        yield Fault("exit_cause_missing", past.number, {}, "cause")


def befallen(
    rows: Sequence[StateChange], projects: Mapping[int, Project], past: Mapping[int, Past]
) -> list[Change]:
    """Write changes of state and the states they lead to; what the journal is told of it."""
    StateChange.objects.bulk_create(rows)
    told: list[Change] = list(map(born, rows))
    by_state: dict[State, list[int]] = defaultdict(list)
    for pk in dict.fromkeys(row.project_id for row in rows):
        project = projects[pk]
        mine = [row.change for row in rows if row.project_id == pk]
        state = state_after([*past[pk].changes, *mine])
        told.append(Change(PROJECTS, pk, {"state": (project.state, state.value)}))
        project.state = state.value
        by_state[state].append(pk)
    for state, pks in by_state.items():
        _put(state, pks)
    return told


def _put(state: State, project_ids: Collection[int]) -> None:
    Project.objects.filter(pk__in=project_ids).update(state=state.value)
