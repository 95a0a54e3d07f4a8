"""How far projects have come: what is planned, forecast and reached of their steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import standing
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import services as identity
from ballast.platform.sheets.rules import Origin, tell
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import STATISTICS_ENTRY, Fault, order_doubts, refuse, step_faults
from ballast.projects.selectors import PAPERS, dates_of, facts

from .reach import reached
from .writing import write_new

_TABLE = "projects_steprecord"
_FIELDS = (
    *("planned_on", "forecast_on", "actual_on", "proof"),
    *("unit_id", "is_not_applicable", "reason"),
)
# What an owner may say of their own project; what is planned is for who keeps the register.
_OWNERS = frozenset({"forecast_on", "actual_on", "proof"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsRecorded(Event):
    """Steps of projects were recorded; the subject is the first project's number."""

    code: ClassVar[str] = "projects.steps_recorded"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """What is said of one step or mark. A blank says nothing; ``cleared`` names what is taken back.

    ``is_not_applicable`` left None leaves it as it is. ``papers`` are put to it as proof,
    ``dropped`` are the keys of those taken away again.
    """

    project_id: int
    code: str
    planned_on: date | None = None
    forecast_on: date | None = None
    actual_on: date | None = None
    proof: str = ""
    unit_id: int | None = None
    is_not_applicable: bool | None = None
    reason: str = ""
    cleared: frozenset[str] = frozenset()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    papers: Sequence[Upload] = ()
    dropped: frozenset[int] = frozenset()

    def said(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in _FIELDS}

    def touches(self) -> frozenset[str]:
        """The fields of which it says anything."""
        told = {name for name, value in self.said().items() if value not in (None, "")}
        return self.cleared | told


@transaction.atomic
def record_steps(*, by: Actor, at: datetime, drafts: Sequence[StepDraft]) -> list[Fault]:
    """Record steps of projects; the doubts about their order, which do not refuse.

    Who files for a project says what is forecast and reached; who keeps the register also what
    is planned and not applicable. Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``:
    a step its template does not have, a day to come, left out without a reason; and what
    ``files.add`` raises.
    """
    is_filers = all(draft.touches() <= _OWNERS for draft in drafts)
    identity.insist(by, "register.edit", *(["filing.enter"] if is_filers else []), at=at)
    projects = reached(by=by, at=at, project_ids=[draft.project_id for draft in drafts])
    changes, rows = _put(at=at, projects=projects, drafts=drafts)
    _keep_papers(drafts, by=by, at=at)
    if changes:
        numbers = tuple(project.number for project in projects.values())
        audit.record(
            StepsRecorded(subject=numbers[0], numbers=numbers), by=by, at=at, changes=changes
        )
    return _doubts(projects, rows, localdate(at))


def put_steps(
    *, at: datetime, projects: Mapping[int, Project], drafts: Sequence[StepDraft]
) -> list[Change]:
    """Record steps as part of a larger use case, which journals the changes.

    Raises ``RegisterRefused``.
    """
    changes, _ = _put(at=at, projects=projects, drafts=drafts)
    return changes


def _put(
    *, at: datetime, projects: Mapping[int, Project], drafts: Sequence[StepDraft]
) -> tuple[list[Change], list[StepRecord]]:
    """The changes, and the rows about which something new was said."""
    today = localdate(at)
    known = StepRecord.objects.filter(
        project__in=projects, code__in={draft.code for draft in drafts}
    )
    rows = {(row.project_id, row.code): row for row in known}
    told: list[tuple[StepRecord, dict[str, tuple[object, object]]]] = []
    for draft in drafts:
        key = (draft.project_id, draft.code)
        row = rows.setdefault(key, StepRecord(project_id=draft.project_id, code=draft.code))
        changed = _tell(row, draft)
        if changed or draft.papers:
            told.append((row, changed))
    lifecycle = codelists.lifecycle(on=today)
    refuse(
        [
            fault
            for row, _ in told
            for fault in step_faults(
                lifecycle.templates[projects[row.project_id].template],
                row.code,
                dates_of([row])[row.code],
                today=today,
                place=projects[row.project_id].number,
            )
        ]
    )
    written = {(row.project_id, row.code): row for row, _ in told}.values()
    StepRecord.objects.bulk_create(
        [row for row in written if not row._state.adding],
        update_conflicts=True,
        unique_fields=["project", "code"],
        update_fields=["unit" if name == "unit_id" else name for name in (*_FIELDS, "provenance")],
    )
    write_new([row for row in written if row._state.adding])
    changes = [Change(_TABLE, row.pk, changed) for row, changed in told if changed]
    changes += _enter_statistics(projects, [row for row, _ in told])
    return changes, [row for row, _ in told]


def _keep_papers(drafts: Sequence[StepDraft], *, by: Actor, at: datetime) -> None:
    """Put papers to their steps and take others away; ``files`` journals each as it does."""
    asked = [draft for draft in drafts if draft.papers or draft.dropped]
    rows = StepRecord.objects.filter(project__in={draft.project_id for draft in asked})
    keys = {(row.project_id, row.code): str(row.pk) for row in rows} if asked else {}
    for draft in asked:
        key = keys[draft.project_id, draft.code]
        if draft.dropped:
            files.remove(by=by, at=at, owner_kind=PAPERS, owner_key=key, file_ids=draft.dropped)
        if draft.papers:
            files.add(by=by, at=at, owner_kind=PAPERS, owner_key=key, uploads=draft.papers)


def _tell(row: StepRecord, draft: StepDraft) -> dict[str, tuple[object, object]]:
    """Put what is said on the row; the fields that changed, and of a new row what it is about."""
    changed: dict[str, tuple[object, object]] = dict(tell(row, draft.said(), draft.origins))
    for name in draft.cleared:
        old, blank = getattr(row, name), "" if name in ("proof", "reason") else None
        if old != blank:
            setattr(row, name, blank)
            changed[name] = (old, blank)
    if (changed or draft.papers) and row._state.adding:
        changed = {"project_id": (None, row.project_id), "code": (None, row.code), **changed}
    return changed


def _enter_statistics(projects: Mapping[int, Project], rows: Sequence[StepRecord]) -> list[Change]:
    """入统 is a step and an attribute: the list shows the day the step says."""
    changes, entered = [], []
    for row in rows:
        project = projects[row.project_id]
        if row.code == STATISTICS_ENTRY and project.statistics_entry_on != row.actual_on:
            pair = (project.statistics_entry_on, row.actual_on)
            changes.append(Change("projects_project", project.pk, {"statistics_entry_on": pair}))
            project.statistics_entry_on = row.actual_on
            project.is_in_statistics = row.actual_on is not None
            entered.append(project)
    Project.objects.bulk_update(entered, ["statistics_entry_on", "is_in_statistics"])
    return changes


def _doubts(
    projects: Mapping[int, Project], rows: Sequence[StepRecord], today: date
) -> list[Fault]:
    codes: dict[int, set[str]] = {}
    for row in rows:
        codes.setdefault(row.project_id, set()).add(row.code)
    known = facts([projects[pk] for pk in codes], today, today.year)
    lifecycle = codelists.lifecycle(on=today)
    return [
        doubt
        for pk, told in codes.items()
        for doubt in order_doubts(standing(lifecycle, known[pk]), told, place=projects[pk].number)
    ]
