"""Where projects stand on a list, and what that list measures of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import MonthFigure
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import (
    Facts,
    Lifecycle,
    Member,
    Scheme,
    Standing,
    events,
    gaps,
    places,
    standing,
)
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as register
from ballast.projects.rules import at_work, track

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project

NODE = "node"  # no list of the office's: the main node a project stands at, stored beside them
PLAN_CLASS = "plan_class"  # the one scheme whose places the plan freezes
# What is measured of a single project, in yuan; rates are of a whole list.
REGISTERED = {
    "investment": "total_investment_yuan",
    "equipment_investment": "equipment_investment_yuan",
}
FILED = ("output", "new_output")
FILED_IN = ("filing__output_yuan", "filing__new_output_yuan")
AMOUNTS = ("planned_investment", *REGISTERED, *FILED)


@dataclass(frozen=True, slots=True)
class Measured:
    """Amounts in yuan by measure, None where not known; outputs run to the end of a period."""

    amounts: Mapping[str, Decimal | None]
    output_for: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Codes of a project's places on one list, and of the class its dates give if another."""

    members: tuple[str, ...] = ()
    ruled: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    """A project's places on each list at the end of a month, and what is known to measure of it."""

    places: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, Decimal]


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


def day_in(year: int, on: date) -> date:
    """The day of a year by which its plan is told: this one, or the nearest to it."""
    return min(max(on, date(year, 1, 1)), date(year, 12, 31))


def measured(
    projects: Collection["Project"],
    on: date,
    year: int,
    codes: Collection[str] = AMOUNTS,
    until: str = "",
) -> dict[int, Measured]:
    """What lists measure of projects, by id, as known on a day; a query a source, of these codes.

    The plan is the line in force, outputs are of the year's last counted filing that says any,
    with ``until`` of those up to this period; what is invested in all, and in equipment, the
    register says.
    """
    ids = register.among(project.pk for project in projects)
    planned: dict[int, Decimal | None] = {}
    if "planned_investment" in codes:
        lines = plans.lines_at(year, day_in(year, on)).filter(project__in=ids)
        planned = dict(lines.values_list("project_id", "planned_yuan"))
    outputs = {}
    if not set(FILED).isdisjoint(codes):
        rows = filed(year).filter(project__in=ids)
        rows = rows.filter(period__lte=until) if until else rows
        last = rows.order_by("project_id", "-period")
        last = last.distinct("project_id")
        said = last.values_list("project_id", "filing__period", *FILED_IN)
        outputs = {pk: (period, amounts) for pk, period, *amounts in said}
    found = {}
    for project in projects:
        period, told = outputs.get(project.pk, ("", (None, None)))
        amounts: dict[str, Decimal | None] = {
            "planned_investment": planned.get(project.pk),
            **{code: getattr(project, field) for code, field in REGISTERED.items()},
            **dict(zip(FILED, told, strict=True)),
        }
        found[project.pk] = Measured(amounts, period)
    return found


def filed(year: int) -> "QuerySet[MonthFigure]":
    """The figures of a year whose filing says any output; of a project the last one counts."""
    return MonthFigure.objects.filter(
        period__startswith=f"{year}-", filing__output_yuan__isnull=False
    )


def placed(
    projects: Collection["Project"], schemes: Sequence[Scheme], on: date, year: int
) -> dict[str, list[Placed]]:
    """Each project's places on each list, by the list's code, in the order of the projects.

    By the rules, at once. A fixed number of queries, however many projects and lists.
    """
    known = measured(projects, on, year)
    found = ruled(projects, schemes, on, year)
    return {
        scheme.code: [
            named(scheme, one, found[one.pk][scheme.code], known[one.pk]) for one in projects
        ]
        for scheme in schemes
    }


def named(scheme: Scheme, project: "Project", said: Said, known: Measured) -> Placed:
    """A project's places with what they are called and measure."""
    by_code = {member.code: member for member in scheme.members}
    members = [member for member in scheme.members if member.code in said.members]
    return Placed(project, members, known, by_code.get(said.ruled))


def ruled(
    projects: Collection["Project"], schemes: Sequence[Scheme], on: date, year: int
) -> dict[int, dict[str, Said]]:
    """What the rules say, from scratch: by project id and the list's code.

    Beside the lists it tells under ``NODE`` at which main node each project stands.
    """
    facts = register.facts(projects, on, year)
    frozen = _frozen(projects, on, year)
    lifecycle = codelists.lifecycle(on=on)
    return {
        one.pk: {
            **_said(schemes, facts[one.pk], frozen.get(one.pk)),
            NODE: _node(lifecycle, facts[one.pk]),
        }
        for one in projects
    }


def stood(
    ids: Collection[int], period: Period, codes: Collection[str] = AMOUNTS
) -> dict[int, Stood]:
    """Where projects stood on every list at the end of a month, by their id, measured by ``codes``.

    By what had happened by then, and by what is planned of the rest as the register says it now.
    So many at a time that memory does not grow with the register.
    """
    on, found = period.last_day, {}
    schemes = codelists.schemes(on=on)
    for projects in register.these_in_pieces(ids):
        facts = register.facts(projects, on, period.year)
        frozen = _frozen(projects, on, period.year)
        known = measured(projects, on, period.year, codes, until=period.code)
        for one in projects:
            said = _said(schemes, facts[one.pk], frozen.get(one.pk))
            amounts = known[one.pk].amounts.items()
            found[one.pk] = Stood(
                {code: its.members for code, its in said.items() if its.members},
                {code: yuan for code, yuan in amounts if code in codes and yuan is not None},
            )
    return found


def _node(lifecycle: Lifecycle, facts: Facts) -> Said:
    """Where a project's track shows it at work; nowhere once it has left."""
    if facts.exited:
        return Said()
    stop = at_work(track(lifecycle, standing(lifecycle, facts), {}, today=facts.on))
    return Said((stop.node.code,) if stop else ())


def _said(schemes: Sequence[Scheme], facts: Facts, frozen: str | None) -> dict[str, Said]:
    # One reading serves all: in every version schemes stand on one lifecycle.
    stands = standing(schemes[0].lifecycle, facts) if schemes else None
    single = places(schemes, facts, stands)
    found = {}
    for scheme in schemes:
        codes = _several(scheme, facts, stands) if scheme.kind != "place" else ()
        if code := single.get(scheme.code):
            codes = (code,)
        if scheme.code == PLAN_CLASS and frozen:
            found[scheme.code] = Said((frozen,), "".join(codes) if codes != (frozen,) else "")
        else:
            found[scheme.code] = Said(codes)
    return found


def _several(scheme: Scheme, facts: Facts, stands: Standing | None) -> tuple[str, ...]:
    if scheme.kind == "gaps":
        return tuple(gap.member for gap in gaps(scheme, facts, stands=stands))
    quarter = date(facts.on.year, (facts.on.month - 1) // 3 * 3 + 1, 1)
    return events(scheme, facts, since=quarter, stands=stands)


def _frozen(projects: Collection["Project"], on: date, year: int) -> dict[int, str]:
    """The classes of an issued plan, by project, as the scheme calls them."""
    if not plans.is_issued(year):
        return {}
    lines = plans.lines_at(year, day_in(year, on)).filter(
        project__in=register.among(one.pk for one in projects)
    )
    rows = lines.exclude(plan_class="").values_list("project_id", "plan_class")
    return {pk: plan_class.lower() for pk, plan_class in rows}
