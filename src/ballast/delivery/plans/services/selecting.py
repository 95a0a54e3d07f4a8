"""Choosing among what was put up: the chosen become draft lines of the plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans.models import Declaration
from ballast.delivery.plans.rules import Declared, PlanClass
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as people

from .declaring import declared, numbers, reached, undecided_faults, write
from .lines import Line, put, take_out
from .refusals import ReasonMissing, refuse, unknown
from .years import take_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsSelected(Event):
    """Declared projects were chosen for the plan; the subject is the year."""

    code: ClassVar[str] = "plans.selected"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsLeftOut(Event):
    """Declared projects were left out of the plan; the subject is the year."""

    code: ClassVar[str] = "plans.left_out"
    numbers: tuple[str, ...]


@transaction.atomic
def select(
    *, by: Actor, at: datetime, year: int, project_ids: Collection[int], opinion: str = ""
) -> None:
    """Choose what was put up, also what had been left out; each becomes a draft line.

    Raises ``NotAllowed``, ``PlanIsIssued``, ``PeriodClosed`` and ``PlanRefused``.
    """
    people.insist(by, "plan.edit", at=at)
    take_draft(year)
    if not project_ids:
        return
    within = reached(by, localdate(at), project_ids)
    known = declared(year, within)
    allowed = {Declared.DECLARED, Declared.LEFT_OUT}
    refuse(
        [
            *unknown(set(project_ids) - within.keys()),
            *undecided_faults(within, known, allowed=allowed),
        ]
    )
    said = {pk: _decided(Declared.SELECTED, opinion) for pk in within}
    _, changes = write(year, said, known, {"decided_by": by.label, "decided_at": at})
    lines = put(year=year, lines=[_line(known[pk]) for pk in within])
    event = ProjectsSelected(subject=str(year), numbers=numbers(within))
    audit.record(event, by=by, at=at, changes=[*changes, *lines.values()])


@transaction.atomic
def leave_out(
    *, by: Actor, at: datetime, year: int, project_ids: Collection[int], opinion: str
) -> None:
    """Leave out what was put up, also what had been chosen; its draft line goes.

    Raises ``ReasonMissing``, and what ``select`` does.
    """
    people.insist(by, "plan.edit", at=at)
    if not opinion.strip():
        raise ReasonMissing
    take_draft(year)
    if not project_ids:
        return
    within = reached(by, localdate(at), project_ids)
    known = declared(year, within)
    allowed = {Declared.DECLARED, Declared.SELECTED}
    refuse(
        [
            *unknown(set(project_ids) - within.keys()),
            *undecided_faults(within, known, allowed=allowed),
        ]
    )
    chosen = [pk for pk, row in known.items() if row.state == Declared.SELECTED]
    gone = take_out(year=year, project_ids=chosen)
    said = {pk: _decided(Declared.LEFT_OUT, opinion) for pk in within}
    _, changes = write(year, said, known, {"decided_by": by.label, "decided_at": at})
    event = ProjectsLeftOut(subject=str(year), numbers=numbers(within))
    audit.record(event, by=by, at=at, changes=[*changes, *gone])


def _decided(state: Declared, opinion: str) -> dict[str, Any]:
    return {"state": state.value, "opinion": opinion.strip()}


def _line(row: Declaration) -> Line:
    return Line(
        project_id=row.project_id,
        plan_class=PlanClass(row.plan_class) if row.plan_class else None,
        planned_yuan=row.planned_yuan,
        monthly_yuan=row.monthly_yuan,
        goal=row.goal,
    )
