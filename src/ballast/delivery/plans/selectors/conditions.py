"""What the register knows of declared projects, judged by the conditions of their class."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from ballast.delivery.plans.models import Declaration, Threshold
from ballast.delivery.plans.rules import Case, Condition, PlanClass, by_dates
from ballast.delivery.plans.rules import conditions as judge
from ballast.kernel.identifiers import NotAProjectCode, ProjectCode, is_credit_code
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts, Scheme, standing
from ballast.platform.codelists.selectors import in_force

from .dates import dates
from .done import Done, done

if TYPE_CHECKING:
    from ballast.projects.models import Project


def conditions(
    declarations: Sequence[Declaration], on: date | None = None
) -> dict[int, tuple[Condition, ...]]:
    """The conditions of declarations of one year, by id, as known on a day.

    The day is that of the last declaration where none is told.
    """
    if not declarations:
        return {}
    year = declarations[0].year
    on = on or localdate(max(row.declared_at for row in declarations))
    prefetch_related_objects(declarations, "project__national_codes")
    projects = {row.project_id: row.project for row in declarations}
    scheme = codelists.scheme("plan_class", on=on)
    facts = dates(list(projects.values()), year=year, on=on)
    least = thresholds(list(projects.values()), on)
    figures = done(on, list(projects))
    return {
        row.pk: judge(
            _case(
                row,
                scheme,
                facts[row.project_id],
                least=least.get(row.project_id),
                spent=_before(figures.get(row.project_id), year, on),
            )
        )
        for row in declarations
    }


def thresholds(projects: Sequence["Project"], on: date) -> dict[int, Decimal]:
    """From which total investment each project may enter a plan; none where the city sets none."""
    rows = Threshold.objects.filter(in_force(on)).order_by("sector")
    least = {row.sector: row.least_total_yuan for row in rows}
    found = {}
    for project in projects:
        parts = project.sector.split("/")
        paths = ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
        path = next((path for path in [*paths, ""] if path in least), None)
        if path is not None:
            found[project.pk] = least[path]
    return found


def _case(
    row: Declaration,
    scheme: Scheme,
    facts: Facts,
    *,
    least: Decimal | None,
    spent: Decimal | None,
) -> Case:
    project = row.project
    stands = standing(scheme.lifecycle, facts)
    reached = stands.reached if facts.reached or facts.planned else None
    money = True if project.financing else _is_reached("funds_secured", reached)
    return Case(
        plan_class=PlanClass(row.plan_class) if row.plan_class else None,
        placed=by_dates(scheme, facts),
        has_code=_has_code(project, facts.on),
        is_approved=_is_reached("project_approval", reached),
        has_land=_is_reached("land_planning", reached),
        needs_land="land_planning" not in stands.template.not_applicable,
        has_money=money,
        has_owner=is_credit_code(project.owner_credit_code) if project.owner_credit_code else None,
        total_yuan=project.total_investment_yuan,
        least_total_yuan=least,
        planned_yuan=row.planned_yuan,
        spent_yuan=spent,
    )


def _is_reached(mark: str, reached: Mapping[str, date] | None) -> bool | None:
    """None where the register holds no dates of the project at all."""
    return None if reached is None else mark in reached


def _has_code(project: "Project", on: date) -> bool:
    return any(
        _is_right(row.code)
        for row in project.national_codes.all()
        if row.valid_from <= on and (row.valid_until is None or row.valid_until > on)
    )


def _is_right(code: str) -> bool:
    try:
        ProjectCode.parse(code)
    except NotAProjectCode:
        return False
    return True


def _before(figure: Done | None, year: int, on: date) -> Decimal | None:
    """Spent before the plan year: since the start, less what the year itself has brought."""
    if figure is None or figure.since_start_yuan is None:
        return None
    if on.year < year:
        return figure.since_start_yuan
    return figure.since_start_yuan - (figure.year_to_date_yuan or Decimal(0))
