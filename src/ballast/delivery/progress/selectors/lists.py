"""Where projects stand on a list, and what that list measures of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import MonthFigure
from ballast.platform.codelists.rules import Facts, Member, Scheme, events, gaps, place
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as register

if TYPE_CHECKING:
    from ballast.projects.models import Project

PLAN_CLASS = "plan_class"  # the one scheme whose places the plan freezes
# What is measured of a single project, in yuan; rates are of a whole list.
AMOUNTS = ("planned_investment", "investment", "equipment_investment", "output", "new_output")


@dataclass(frozen=True, slots=True)
class Measured:
    """Amounts in yuan by measure, None where not known; outputs run to the end of a period."""

    amounts: Mapping[str, Decimal | None]
    output_for: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A project's places on a list; ``ruled`` is the class its dates give where the plan's differs.

    A list of events or gaps may give several places, all others at most one.
    """

    project: "Project"
    members: Sequence[Member]
    measured: Measured
    ruled: Member | None = None

    @property
    def measures(self) -> list[tuple[str, Decimal | None]]:
        """What its places measure of it."""
        codes = dict.fromkeys(code for member in self.members for code in member.measure)
        return [(code, self.measured.amounts[code]) for code in codes if code in AMOUNTS]


def years(on: date) -> list[int]:
    """The years lists can be read for, the first of them that with the latest figures.

    A year has figures when a month of it was opened; else it has at most a plan.
    """
    opened = {lock.last_day.year for lock in periods.periods()}
    told = sorted(opened, reverse=True)[:1]
    return list(dict.fromkeys([*told, *sorted({on.year, *opened, *plans.years_known()})[::-1]]))


def measured(projects: Collection["Project"], on: date, year: int) -> dict[int, Measured]:
    """What lists measure of projects, by id, as known on a day; two queries.

    The plan is the line in force, outputs are of the year's last counted filing that says any;
    what is invested in all, and in equipment, the register says.
    """
    ids = register.among(project.pk for project in projects)
    day = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    lines = plans.lines_at(year, day).filter(project__in=ids)
    planned = dict(lines.values_list("project_id", "planned_yuan"))
    filed = MonthFigure.objects.filter(
        project__in=ids, period__startswith=f"{year}-", filing__output_yuan__isnull=False
    ).order_by("project_id", "-period")
    said = filed.distinct("project_id").values_list(
        "project_id", "filing__period", "filing__output_yuan", "filing__new_output_yuan"
    )
    outputs = {pk: (period, made, new) for pk, period, made, new in said}
    found = {}
    for project in projects:
        period, made, new = outputs.get(project.pk, ("", None, None))
        amounts: dict[str, Decimal | None] = {
            "planned_investment": planned.get(project.pk),
            "investment": project.total_investment_yuan,
            "equipment_investment": project.equipment_investment_yuan,
            "output": made,
            "new_output": new,
        }
        found[project.pk] = Measured(amounts, period)
    return found


def placed(
    projects: Collection["Project"], schemes: Sequence[Scheme], on: date, year: int
) -> dict[str, list[Placed]]:
    """Each project's places on each list, by the list's code, in the order of the projects.

    A fixed number of queries, however many projects and lists.
    """
    facts = register.facts(projects, on, year)
    known = measured(projects, on, year)
    frozen = _frozen(projects, on, year)
    return {
        scheme.code: [
            _placed(scheme, one, facts[one.pk], known[one.pk], frozen.get(one.pk))
            for one in projects
        ]
        for scheme in schemes
    }


def _placed(
    scheme: Scheme, project: "Project", facts: Facts, known: Measured, frozen: str | None
) -> Placed:
    by_code = {member.code: member for member in scheme.members}
    codes = _codes(scheme, facts)
    if scheme.code == PLAN_CLASS and frozen:
        ruled = by_code[codes[0]] if codes and codes[0] != frozen else None
        return Placed(project, [by_code[frozen]], known, ruled)
    return Placed(project, [by_code[code] for code in codes], known)


def _codes(scheme: Scheme, facts: Facts) -> list[str]:
    if scheme.kind == "place":
        code = place(scheme, facts)
        return [code] if code else []
    if scheme.kind == "gaps":
        return [gap.member for gap in gaps(scheme, facts)]
    quarter = date(facts.on.year, (facts.on.month - 1) // 3 * 3 + 1, 1)
    return list(events(scheme, facts, since=quarter))


def _frozen(projects: Collection["Project"], on: date, year: int) -> dict[int, str]:
    """The classes of an issued plan, by project, as the scheme calls them."""
    if not plans.is_issued(year):
        return {}
    day = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    lines = plans.lines_at(year, day).filter(project__in=register.among(one.pk for one in projects))
    rows = lines.exclude(plan_class="").values_list("project_id", "plan_class")
    return {pk: plan_class.lower() for pk, plan_class in rows}
