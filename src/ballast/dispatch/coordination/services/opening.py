"""A sweep goes out: what is asked, of whom and until when is fixed from then on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Duty, Step, Sweep
from ballast.dispatch.coordination.rules import Act, Fault, Over, Question, faults_of, to_json
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects
from ballast.projects.selectors import among

from .events import SweepsOpened
from .refusals import SweepsRefused

NAMED = 10  # projects without a unit named in a refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepDraft:
    """What is sent out, over projects or over units."""

    title: str
    why: str
    questions: Sequence[Question]
    due_on: date
    project_ids: Collection[int] = ()
    unit_ids: Collection[int] = ()

    @property
    def over(self) -> Over:
        return Over.UNITS if self.unit_ids and not self.project_ids else Over.PROJECTS


@transaction.atomic
def open_sweeps(*, by: Actor, at: datetime, drafts: Sequence[SweepDraft]) -> list[Sweep]:
    """Send sweeps out: a duty for each project, at the unit responsible for it, or for each unit.

    Raises ``NotAllowed``, ``SweepsRefused``.
    """
    asked = look_over(by=by, at=at, drafts=drafts)
    person = people.person(by)
    if person is None:
        raise identity.NotAllowed
    rows = Sweep.objects.bulk_create(
        Sweep(
            title=one.title.strip(),
            why=one.why.strip(),
            over=one.over,
            asked=to_json(one.questions),
            due_on=one.due_on,
            opened_by=person,
            opened_at=at,
        )
        for one in drafts
    )
    Duty.objects.bulk_create(
        Duty(sweep=row, project_id=project, unit_id=unit)
        for row, units in zip(rows, asked, strict=True)
        for project, unit in units
        if unit is not None  # or it was refused
    )
    Step.objects.bulk_create(
        Step(sweep=row, act=Act.OPEN, by=by.label, at=at, due_on=row.due_on) for row in rows
    )
    changes = [
        Change(
            "coordination_sweep",
            row.pk,
            {"title": (None, row.title), "due_on": (None, row.due_on), "asked": (None, len(units))},
        )
        for row, units in zip(rows, asked, strict=True)
    ]
    subject = str(rows[0].pk) if rows else ""
    event = SweepsOpened(subject=subject, count=len(rows), ids=tuple(row.pk for row in rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def look_over(
    *, by: Actor, at: datetime, drafts: Sequence[SweepDraft]
) -> list[list[tuple[int | None, int | None]]]:
    """The lines that drafts would make, and nothing written. Raises as ``open_sweeps``."""
    identity.insist(by, "sweep.manage", at=at)
    on = localdate(at)
    asked = [asked_units(by, on, one) for one in drafts]
    told = zip(drafts, asked, strict=True)
    if faults := [fault for one, units in told for fault in _faults(one, units, on)]:
        raise SweepsRefused(faults)
    return asked


def asked_units(by: Actor, on: date, draft: SweepDraft) -> list[tuple[int | None, int | None]]:
    """Project and unit of each line a draft would make, as far as the actor sees the projects.

    The unit is the responsible one, as for monthly filings; None where a project has none.
    """
    if draft.over is Over.UNITS:
        return [(None, unit) for unit in sorted(set(draft.unit_ids))]
    reached = projects.within_reach(by, on).filter(pk__in=among(draft.project_ids))
    return list(reached.order_by("pk").values_list("pk", "responsible_unit_id"))


def _faults(
    draft: SweepDraft, units: Sequence[tuple[int | None, int | None]], on: date
) -> Iterator[Fault]:
    if not draft.title.strip() or not draft.why.strip():
        yield Fault("sweep_without_title", {}, "why" if draft.title.strip() else "title")
    yield from faults_of(draft.questions)
    if draft.due_on < on:
        yield Fault("sweep_due_passed", {}, "due_on")
    if not units and not draft.project_ids:
        yield Fault("sweep_about_nothing", {}, "projects")
    wanted = set(draft.unit_ids)
    if people.units(on).filter(pk__in=wanted).count() < len(wanted):
        yield Fault("sweep_unit_unknown", {}, "units")
    if draft.over is Over.PROJECTS and len(units) < len(set(draft.project_ids)):
        yield Fault("sweep_project_unknown", {}, "projects")
    if without := [project for project, unit in units if unit is None]:
        yield Fault("sweep_without_unit", {"numbers": _numbers(without)}, "projects")


def _numbers(ids: Sequence[int | None]) -> str:
    known: Mapping[int, str] = projects.numbers_of([pk for pk in ids[:NAMED] if pk is not None])
    return "、".join(known.values()) + ("…" if len(ids) > NAMED else "")
