"""How far units have come with their targets, from the register, the plan and the filings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Q

from ballast.delivery.plans.models import PlanLine, Target
from ballast.delivery.plans.rules import (
    Goal,
    Measure,
    PlanClass,
    Progress,
    Work,
    days_asked,
    progress,
)
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import standing
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import Counting

from .done import done
from .lines import lines_at

if TYPE_CHECKING:
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target and how far it is reached on a day."""

    target: Target
    progress: Progress


def targets(viewer: "User", on: date, year: int) -> list[Target]:
    """The targets of the viewer's units; those of the whole city for who sees the whole city."""
    scope = identity.scope_of(viewer, on)
    rows = Target.objects.filter(year=year).select_related("unit")
    if not scope.everything:
        rows = rows.filter(unit__in=scope.unit_ids)
    city_first = F("unit__code").asc(nulls_first=True)
    return list(rows.order_by("first_day", "-last_day", "name", city_first, "measure"))


def target_progress(viewer: "User", on: date, year: int) -> list[TargetLine]:
    """Each target the viewer sees with what was reached; projects are counted as listed.

    Money goes by ``share_split``; a divided project is counted for the accounting unit of the
    unit that answers for it. Nine queries at most, and two for each end of a span.
    """
    rows = targets(viewer, on, year)
    if not rows:
        return []
    goals = [_goal(row) for row in rows]
    known = _works(viewer, on, year, goals)
    counting = projects.counting(
        {project.pk: project.responsible_unit_id for project, _ in known}, on
    )
    return [
        TargetLine(row, progress(goal, _of_unit(row.unit_id, known, counting), on))
        for row, goal in zip(rows, goals, strict=True)
    ]


def _goal(row: Target) -> Goal:
    return Goal(
        measure=Measure(row.measure),
        first_day=row.first_day,
        last_day=row.last_day,
        least_total_yuan=row.least_total_yuan,
        count=row.target_count,
        yuan=row.target_yuan,
        rate=row.target_rate,
    )


def _works(
    viewer: "User", on: date, year: int, goals: Sequence[Goal]
) -> list[tuple["Project", Work]]:
    """The projects of the plan and those that reached anything in the year, as listed."""
    lines = {line.project_id: line for line in lines_at(year, min(on, date(year, 12, 31)))}
    found = projects.visible_to(viewer, on).filter(
        Q(pk__in=list(lines)) | Q(step_records__actual_on__year=year)
    )
    seen = {project.pk: project for project in found.distinct().order_by("pk")}
    listed = [project for project in seen.values() if project.parent_id not in seen]
    facts = projects.facts(listed, on, year)
    lifecycle = codelists.lifecycle(on=on)
    days = {day for goal in goals for day in days_asked(goal, on) if day.year == year}
    completed: dict[int, dict[date, Decimal]] = {}
    for day in sorted(days):
        for pk, figure in done(day, [project.pk for project in listed]).items():
            if figure.year_to_date_yuan is not None:
                completed.setdefault(pk, {})[day] = figure.year_to_date_yuan
    works = []
    for project in listed:
        stands = standing(lifecycle, facts[project.pk])
        work = Work(
            total_yuan=project.total_investment_yuan,
            reached=stands.reached,
            finish=stands.template.finish,
            completed=completed.get(project.pk, {}),
        )
        works.append((project, _planned(work, lines.get(project.pk))))
    return works


def _planned(work: Work, line: PlanLine | None) -> Work:
    if line is None or not line.plan_class:
        return work
    return replace(work, plan_class=PlanClass(line.plan_class), planned_yuan=line.planned_yuan)


def _of_unit(
    unit_id: int | None,
    known: Sequence[tuple["Project", Work]],
    counting: Mapping[int, Counting[int]],
) -> list[Work]:
    """The works that count for a unit, each with the unit's share; all of them for the city."""
    if unit_id is None:
        return [work for _, work in known]
    works = []
    for project, work in known:
        its = counting[project.pk]
        if unit_id in its.units:
            share = its.shares.get(unit_id, Decimal(0))
            works.append(replace(work, counts=its.unit == unit_id, share=share))
    return works
