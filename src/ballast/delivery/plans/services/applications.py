"""Putting projects up for national and provincial lists, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans.models import Application
from ballast.delivery.plans.rules import Result
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as people
from ballast.projects.rules import Tier

from .declaring import numbers, reached
from .refusals import PlanFault, fault, refuse, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ballast.projects.models import Project

_TABLE = "plans_application"
_UPWARDS = (Tier.NATIONAL, Tier.PROVINCIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """A project put up for a list of the country or the province, in a batch of a year."""

    project_id: int
    level: Tier
    list_name: str
    year: int
    batch: str = ""
    applied_on: date
    paper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDraft:
    """What came of an application, and on which day."""

    application_id: int
    result: Result
    result_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedUpwards(Event):
    """Projects were put up for higher lists; the subject is the first one's number."""

    code: ClassVar[str] = "plans.applied"
    numbers: tuple[str, ...]
    list_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsRecorded(Event):
    """Higher lists answered; the subject is the first project's number."""

    code: ClassVar[str] = "plans.results_recorded"
    numbers: tuple[str, ...]
    results: tuple[str, ...]


@transaction.atomic
def apply(
    *, by: Actor, at: datetime, applications: Sequence[ApplicationDraft]
) -> list[Application]:
    """Put projects up, each once for a batch of a list. Raises ``NotAllowed``, ``PlanRefused``."""
    people.insist(by, "plan.edit", at=at)
    if not applications:
        return []
    within = reached(by, localdate(at), [draft.project_id for draft in applications])
    refuse(_faults(applications, within, localdate(at)))
    rows = Application.objects.bulk_create(
        Application(
            project_id=draft.project_id,
            level=draft.level.value,
            list_name=draft.list_name.strip(),
            year=draft.year,
            batch=draft.batch.strip(),
            applied_on=draft.applied_on,
            paper=draft.paper,
            result=Result.PENDING.value,
            note=draft.note,
        )
        for draft in applications
    )
    told = [
        Change(_TABLE, row.pk, {"list_name": (None, row.list_name), "batch": (None, row.batch)})
        for row in rows
    ]
    event = AppliedUpwards(
        subject=next(iter(within.values())).number,
        numbers=numbers(within),
        list_names=tuple(sorted({row.list_name for row in rows})),
    )
    audit.record(event, by=by, at=at, changes=told)
    return rows


@transaction.atomic
def record_results(*, by: Actor, at: datetime, results: Sequence[ResultDraft]) -> None:
    """Record what came of applications; a result may be corrected.

    Raises ``NotAllowed`` and ``PlanRefused``.
    """
    people.insist(by, "plan.edit", at=at)
    said = {draft.application_id: draft for draft in results}
    rows = list(
        Application.objects.filter(pk__in=said)
        .select_related("project")
        .order_by("project__number")
    )
    refuse(
        [
            fault("application_result_early", row.project)
            for row in rows
            if not row.applied_on <= said[row.pk].result_on <= localdate(at)
        ]
    )
    changes = []
    for row in rows:
        draft = said[row.pk]
        told = {
            "result": (row.result, draft.result.value),
            "result_on": (row.result_on, draft.result_on),
        }
        row.result, row.result_on = draft.result.value, draft.result_on
        row.note = draft.note or row.note
        changes.append(Change(_TABLE, row.pk, told))
    if not rows:
        return
    Application.objects.bulk_update(rows, ["result", "result_on", "note"])
    event = ResultsRecorded(
        subject=rows[0].project.number,
        numbers=tuple(row.project.number for row in rows),
        results=tuple(row.result for row in rows),
    )
    audit.record(event, by=by, at=at, changes=changes)


def _faults(
    applications: Sequence[ApplicationDraft], within: "Mapping[int, Project]", today: date
) -> list[PlanFault]:
    known = {
        (row.project_id, row.list_name, row.year, row.batch)
        for row in Application.objects.filter(project__in=within)
    }
    found = unknown({draft.project_id for draft in applications} - within.keys())
    for draft in applications:
        project = within.get(draft.project_id)
        if project is None:
            continue
        key = (project.pk, draft.list_name.strip(), draft.year, draft.batch.strip())
        codes = {
            "application_list_missing": not draft.list_name.strip(),
            "application_level_wrong": draft.level not in _UPWARDS,
            "application_ahead": draft.applied_on > today,
            "application_twice": key in known,
        }
        known.add(key)
        found += [fault(code, project) for code, holds in codes.items() if holds]
    return found
