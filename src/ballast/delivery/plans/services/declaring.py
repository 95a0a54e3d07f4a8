"""Putting projects up for a year's plan, and taking them back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans import selectors
from ballast.delivery.plans.models import Declaration
from ballast.delivery.plans.rules import Declared, PlanClass, declaring_is_open, splits
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as identity
from ballast.platform.identity import services as people
from ballast.platform.identity.rules import rights_of
from ballast.projects import selectors as projects
from ballast.projects.rules import is_living

from .refusals import DeclarationsClosed, PlanFault, faults_of, refuse, unknown
from .years import take_draft

if TYPE_CHECKING:
    from ballast.projects.models import Project

TABLE = "plans_declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationDraft:
    """What a unit puts up: the class it has in mind, the year's amount in yuan, goal and dates.

    ``monthly_yuan`` are twelve amounts that make ``planned_yuan``, or none.
    """

    project_id: int
    plan_class: PlanClass | None = None
    planned_yuan: Decimal | None = None
    monthly_yuan: Sequence[Decimal] = ()
    goal: str = ""
    starts_on: date | None = None
    finishes_on: date | None = None

    def said(self) -> dict[str, Any]:
        return {
            "state": Declared.DECLARED.value,
            "plan_class": self.plan_class.value if self.plan_class else "",
            "planned_yuan": self.planned_yuan,
            "monthly_yuan": list(self.monthly_yuan),
            "goal": self.goal,
            "starts_on": self.starts_on,
            "finishes_on": self.finishes_on,
        }

    def faults(self) -> list[str]:
        backwards = self.starts_on and self.finishes_on and self.finishes_on < self.starts_on
        found = {
            "plan_class_missing": self.plan_class is None,
            "plan_amount_negative": self.planned_yuan is not None and self.planned_yuan < 0,
            "plan_split_wrong": not splits(self.planned_yuan, self.monthly_yuan),
            "plan_dates_backwards": bool(backwards),
        }
        return [code for code, holds in found.items() if holds]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsDeclared(Event):
    """Projects were put up for a plan; the subject is the year."""

    code: ClassVar[str] = "plans.declared"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationsWithdrawn(Event):
    """Projects put up for a plan were taken back; the subject is the year."""

    code: ClassVar[str] = "plans.withdrawn"
    numbers: tuple[str, ...]


@transaction.atomic
def declare(
    *, by: Actor, at: datetime, year: int, drafts: Sequence[DeclarationDraft]
) -> list[Declaration]:
    """Put projects up for a year's plan; what is put up again is amended until it is decided.

    Raises ``NotAllowed``, ``DeclarationsClosed``, ``PlanIsIssued`` and ``PlanRefused``.
    """
    on = localdate(at)
    people.insist(by, "plan.declare", at=at)
    if not identity.may(by, "plan.edit", on):
        _insist_open(year, on)
    take_draft(year)
    if not drafts:
        return []
    within = reached(by, on, [draft.project_id for draft in drafts])
    known = declared(year, within)
    refuse(_faults(drafts, within, known))
    unit_id = _unit_of(by, on)
    rows, changes = write(
        year,
        {draft.project_id: draft.said() for draft in drafts},
        known,
        {"declared_by_id": unit_id, "declared_at": at},
    )
    event = ProjectsDeclared(subject=str(year), numbers=numbers(within))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, year: int, project_ids: Collection[int]) -> None:
    """Take back what was put up and is not yet decided.

    Raises ``NotAllowed``, ``PlanIsIssued`` and ``PlanRefused``.
    """
    people.insist(by, "plan.declare", at=at)
    take_draft(year)
    if not project_ids:
        return
    within = reached(by, localdate(at), project_ids)
    known = declared(year, within)
    refuse(
        [
            *unknown(set(project_ids) - within.keys()),
            *undecided_faults(within, known, allowed={Declared.DECLARED}),
        ]
    )
    said = {pk: {"state": Declared.WITHDRAWN.value} for pk in within}
    _, changes = write(year, said, known, {})
    event = DeclarationsWithdrawn(subject=str(year), numbers=numbers(within))
    audit.record(event, by=by, at=at, changes=changes)


def reached(by: Actor, on: date, project_ids: Iterable[int]) -> dict[int, "Project"]:
    """Those of the projects that the actor may touch, in the order of their numbers."""
    return projects.within_reach(by, on).order_by("number").in_bulk(list(project_ids))


def numbers(within: Mapping[int, "Project"]) -> tuple[str, ...]:
    return tuple(project.number for project in within.values())


def declared(year: int, project_ids: Iterable[int]) -> dict[int, Declaration]:
    rows = Declaration.objects.filter(year=year, project__in=project_ids).order_by("pk")
    return {row.project_id: row for row in rows}


def undecided_faults(
    within: Mapping[int, "Project"],
    known: Mapping[int, Declaration],
    *,
    allowed: Collection[Declared],
) -> list[PlanFault]:
    """Projects whose declaration is missing or has gone past the states allowed."""
    return [
        fault
        for pk, project in within.items()
        for fault in faults_of(_misplaced(known.get(pk), allowed), project)
    ]


def write(
    year: int,
    said: Mapping[int, Mapping[str, Any]],
    known: Mapping[int, Declaration],
    stamp: Mapping[str, Any],
) -> tuple[list[Declaration], list[Change]]:
    """Write declarations, new or changed, in one statement; ``stamp`` goes on each of them."""
    rows, told = [], []
    for project_id, fields in said.items():
        row = known.get(project_id) or Declaration(project_id=project_id, year=year)
        first = {} if row.pk else {"year": (None, year)}
        changed = {n: (getattr(row, n), v) for n, v in fields.items() if getattr(row, n) != v}
        for name, value in {**fields, **stamp}.items():
            setattr(row, name, value)
        rows.append(row)
        told.append(first | changed)
    names = {name for fields in said.values() for name in fields} | stamp.keys()
    written = Declaration.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["project", "year"],
        update_fields=sorted(name.removesuffix("_id") for name in names),
    )
    return written, [
        Change(TABLE, row.pk, fields) for row, fields in zip(written, told, strict=True)
    ]


def _misplaced(row: Declaration | None, allowed: Collection[Declared]) -> list[str]:
    if row is None:
        return ["declaration_missing"]
    return [] if row.state in allowed else ["declaration_decided"]


def _faults(
    drafts: Sequence[DeclarationDraft],
    within: Mapping[int, "Project"],
    known: Mapping[int, Declaration],
) -> list[PlanFault]:
    found = unknown({draft.project_id for draft in drafts} - within.keys())
    for draft in drafts:
        project = within.get(draft.project_id)
        if project is None:
            continue
        codes = draft.faults()
        if not is_living(project.state):
            codes.append("plan_project_left")
        row = known.get(project.pk)
        if row and row.state not in (Declared.DECLARED, Declared.WITHDRAWN):
            codes.append("declaration_decided")
        found += faults_of(codes, project)
    return found


def _insist_open(year: int, on: date) -> None:
    if not declaring_is_open(year, on, selectors.declaration_windows(year)):
        raise DeclarationsClosed(year=year)


def _unit_of(by: Actor, on: date) -> int | None:
    """The unit in which a person declares; none for the system."""
    person = identity.person(by)
    held = identity.held_by(person, on) if person else []
    return next((one.unit_id for one in held if "plan.declare" in rights_of([one])), None)
