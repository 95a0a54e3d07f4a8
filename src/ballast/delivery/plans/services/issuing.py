"""Issuing a year's plan: from here on only adjustments change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans import selectors
from ballast.delivery.plans.models import Declaration, PlanLine, PlanYear
from ballast.delivery.plans.rules import (
    Declared,
    Placed,
    PlanClass,
    amount_faults,
    by_dates,
    fixed,
)
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import services as people
from ballast.projects.rules import is_living

from .declaring import TABLE as DECLARATIONS
from .lines import TABLE as LINES
from .refusals import DayWrong, PlanEmpty, PlanFault, faults_of, refuse
from .years import hold_months, take_draft

if TYPE_CHECKING:
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIssued(Event):
    """A year's plan was issued; the subject is the year. Money in yuan."""

    code: ClassVar[str] = "plans.issued"
    issued_on: date
    paper: str
    lines: int
    planned_yuan: Decimal


@dataclass(frozen=True, slots=True)
class IssueForeseen:
    """The lines of a draft, the class each would get by the line's id, and what is wrong."""

    lines: Sequence[PlanLine]
    placed: Mapping[int, Placed]
    faults: Sequence[PlanFault]
    scheme_version: str


@transaction.atomic
def issue(*, by: Actor, at: datetime, year: int, on: date, paper: str = "") -> PlanYear:
    """Freeze the class of every line by the dates known on the day, and the plan with it.

    Raises ``NotAllowed``, ``PlanIsIssued``, ``PlanEmpty``, ``DayWrong``, ``PlanRefused`` with every
    fault, and ``PeriodClosed`` when a closed month was counted by other lines.
    """
    people.insist(by, "plan.edit", at=at)
    if on > localdate(at):
        raise DayWrong(day=on)
    taken = take_draft(year)
    seen = foresee_issue(year=year, on=on)
    lines = seen.lines
    if not lines:
        raise PlanEmpty(year=year)
    refuse(seen.faults)
    changes = _freeze(year, lines, seen.placed)
    changes += _declarations(year, [line.project_id for line in lines])
    taken.issued_on, taken.issued_at, taken.issued_by = on, at, by.label
    taken.paper, taken.scheme_version = paper, seen.scheme_version
    taken.save()
    event = PlanIssued(
        subject=str(year),
        issued_on=on,
        paper=paper,
        lines=len(lines),
        planned_yuan=sum((line.planned_yuan or Decimal(0) for line in lines), Decimal(0)),
    )
    audit.record(event, by=by, at=at, changes=changes)
    return taken


def foresee_issue(*, year: int, on: date) -> IssueForeseen:
    """What an issue on a day would freeze, and every fault that refuses it; nothing is written."""
    lines = list(PlanLine.objects.filter(year=year).select_related("project").order_by("pk"))
    scheme = codelists.scheme("plan_class", on=on)
    facts = selectors.dates([line.project for line in lines], year=year, on=on)
    placed = {
        line.pk: fixed(by_dates(scheme, facts[line.project_id]), _class_of(line)) for line in lines
    }
    found = [fault for line in lines for fault in _faults(line, placed[line.pk])]
    return IssueForeseen(lines, placed, found, scheme.version)


def _class_of(line: PlanLine) -> PlanClass | None:
    return PlanClass(line.plan_class) if line.plan_class else None


def _faults(line: PlanLine, placed: Placed) -> list[PlanFault]:
    project: Project = line.project
    if not is_living(project.state):
        return faults_of(["plan_project_left"], project)
    if placed.is_dated and placed.plan_class is None:
        return faults_of(["plan_finished_before"], project)
    codes = amount_faults(placed.plan_class, line.planned_yuan, line.monthly_yuan)
    return faults_of(codes, project)


def _freeze(year: int, lines: Sequence[PlanLine], placed: Mapping[int, Placed]) -> list[Change]:
    """Write the classes; months are held only where a class is another than the draft said."""
    changed, changes = [], []
    for line in lines:
        frozen = placed[line.pk]
        plan_class = frozen.plan_class.value if frozen.plan_class else ""
        said: dict[str, Any] = {"notes": sorted(note.value for note in frozen.notes)}
        if plan_class != line.plan_class:
            said |= {"plan_class": plan_class, "said_class": line.plan_class}
        told = {n: (getattr(line, n), v) for n, v in said.items() if getattr(line, n) != v}
        if told:
            vars(line).update(said)
            changed.append(line)
            changes.append(Change(LINES, line.pk, told))
    if any("plan_class" in change.fields for change in changes):
        hold_months(year, since=date(year, 1, 1))
    fields = ["plan_class", "said_class", "notes"]
    PlanLine.objects.bulk_update(changed, fields, batch_size=2000)
    return changes


def _declarations(year: int, project_ids: Sequence[int]) -> list[Change]:
    selected = Declaration.objects.filter(
        year=year, project__in=project_ids, state=Declared.SELECTED.value
    )
    state = (Declared.SELECTED.value, Declared.ISSUED.value)
    changes = [
        Change(DECLARATIONS, pk, {"state": state})
        for pk in selected.order_by("pk").values_list("pk", flat=True)
    ]
    selected.update(state=Declared.ISSUED.value)
    return changes
