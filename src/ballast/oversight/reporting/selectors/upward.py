"""What a superior's layout tells of each project of a month, for the whole city."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.selectors.told import told
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import FROZEN
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.projects import selectors as projects
from ballast.projects.rules import Party

from .closing import facts, frozen

if TYPE_CHECKING:
    from ballast.projects.models import Project, Responsibility

_EVERYTHING = Actor("system", None, "sending")  # what goes up is the whole city's
_FIVE = 5  # years of a plan: 2016—2020, 2021—2025
_PARTIES = (Party.OWNER, Party.RESPONSIBLE_UNIT, Party.SPONSOR)


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a part of a project: the body, its person, the person's telephone."""

    body: str = ""
    person: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.body, self.person) if part)


NOBODY = Held()


@dataclass(frozen=True, slots=True)
class FiveYears:
    """What the five-year plan says of a project, in yuan: completed before it, planned in it."""

    before_yuan: Decimal | None = None
    planned_yuan: Decimal | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardRow:
    """One project with its figures of the month, in yuan, and what the register says of it.

    ``planned_on`` and ``reached_on`` are start and finish.
    """

    fields: Mapping[str, Any]  # as closing freezes them
    place: str
    content: str
    goal: str
    problems: str
    five_years: FiveYears
    planned_on: tuple[date | None, date | None]
    reached_on: tuple[date | None, date | None]
    owner: Held
    unit: Held
    sponsor: Held

    @property
    def before_year_yuan(self) -> Decimal | None:
        """What was completed from the start to the end of last year."""
        since, in_year = self.fields["since_start_yuan"], self.fields["completed_yuan"]
        return None if since is None or in_year is None else since - in_year

    @property
    def rate(self) -> Decimal | None:
        completed, planned = self.fields["completed_yuan"], self.fields["planned_yuan"]
        return None if completed is None or not planned else money.ratio(completed, planned)

    @property
    def span(self) -> str:
        """From which year to which it is built: 2022-2025."""
        days = [
            there or planned
            for there, planned in zip(self.reached_on, self.planned_on, strict=True)
        ]
        years = [str(day.year) for day in days if day]
        return "-".join(dict.fromkeys(years))


@dataclass(frozen=True, slots=True)
class Upward:
    """The rows of a period, from which revision they are, and whether it is closed."""

    period: Period
    revision: int
    is_closed: bool
    rows: tuple[UpwardRow, ...]


def upward(period: Period) -> Upward | None:
    """The rows that go up: frozen where the month is closed. None for a month never opened."""
    lock = periods.periods().filter(pk=period.code).first()
    if lock is None:
        return None
    is_closed = lock.state == State.CLOSED
    if is_closed:
        rows = list(frozen(period.code, lock.revision).values(*FROZEN))
    else:
        rows = facts(period, lock.revision)
    return Upward(period, lock.revision, is_closed, tuple(_rows(period, rows)))


def _rows(period: Period, rows: Collection[dict[str, Any]]) -> list[UpwardRow]:
    on, ids = period.last_day, [row["project_id"] for row in rows]
    listed = {one.pk: one for one in projects.within_reach(_EVERYTHING, on).filter(pk__in=ids)}
    dated = plans.dates(list(listed.values()), year=period.year, on=on)
    holders = projects.holders(ids, on, _PARTIES)
    tellings = told([row["filing_id"] for row in rows if row["filed_for"] == period.code])
    regions = codelists.region_names({row["region_code"] for row in rows}, on=on)
    ended = (period.year - 1) // _FIVE * _FIVE
    before = progress.figures(f"{ended}-12", projects.within_reach(_EVERYTHING, on))
    five = dict(before.values_list("project_id", "since_start_yuan"))
    goals = dict(
        plans.lines_at(period.year, on).filter(project__in=ids).values_list("project_id", "goal")
    )
    finishes = {
        code: template.finish for code, template in codelists.lifecycle(on=on).templates.items()
    }
    made = []
    for row in rows:
        project = listed[row["project_id"]]
        said = tellings.get(row["filing_id"] or 0)
        held = holders.get(project.pk, [])
        marks = ("ground_breaking", finishes[project.template])
        made.append(
            UpwardRow(
                fields=row,
                place=_place(project, regions),
                content=project.content,
                goal=goals.get(project.pk, ""),
                problems=said.problems if said else "",
                five_years=_five_years(project, ended, five.get(project.pk)),
                planned_on=_days(dated[project.pk].planned, marks),
                reached_on=_days(_reached(dated[project.pk]), marks),
                owner=_held(held, Party.OWNER) or Held(project.owner_name),
                unit=_held(held, Party.RESPONSIBLE_UNIT) or Held(row["unit_name"]),
                sponsor=_held(held, Party.SPONSOR) or NOBODY,
            )
        )
    return made


def _five_years(project: "Project", ended: int, filed: Decimal | None) -> FiveYears:
    """As the register says of the plan after the year ``ended``; before it, else as was filed."""
    if project.five_year_plan != f"{ended + 1}-{ended + _FIVE}":
        return FiveYears(filed)
    before = project.last_five_years_yuan
    return FiveYears(
        filed if before is None else before,
        project.five_year_planned_yuan,
        project.five_year_goal,
    )


def _place(project: "Project", regions: Mapping[str, str]) -> str:
    region = regions.get(project.region_code, "") if project.region_code else ""
    return f"{region}{project.address.removeprefix(region)}"


def _reached(known: Facts) -> Mapping[str, date]:
    return {mark: day for mark, day in known.reached.items() if day <= known.on}


def _days(days: Mapping[str, date], marks: tuple[str, str]) -> tuple[date | None, date | None]:
    return days.get(marks[0]), days.get(marks[1])


def _held(holders: "Collection[Responsibility]", party: Party) -> Held | None:
    for one in holders:
        if one.party == party:
            return Held(one.body or (one.unit.name if one.unit else ""), one.person, one.phone)
    return None
