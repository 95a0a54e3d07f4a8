"""分级分类调度: the table that holds on a day, and what is due by it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.plans import selectors as plans
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.meetings.models import DispatchTable, Meeting
from ballast.dispatch.meetings.rules import (
    COMING,
    PAST,
    STANDARD,
    Dispatcher,
    Every,
    Kind,
    Line,
    Standing,
    line_of,
    standing,
    window,
)
from ballast.projects.selectors import visible_to

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Table:
    """The lines in force; version 0 is the one that an office begins with."""

    lines: Sequence[Line]
    version: int = 0
    row: DispatchTable | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """How one line stands on a day: of how many projects, and until when it is to be held."""

    line: Line
    projects: int
    red: int
    yellow: int
    standing: Standing
    until: date
    last_held: date | None


def dispatch_table(on: date) -> Table:
    """The table that holds on a day."""
    rows = DispatchTable.objects.filter(valid_from__lte=on).order_by("-version")
    row = rows.prefetch_related("lines").first()
    if row is None:
        return Table(STANDARD)
    lines = [
        Line(
            one.grade,
            one.project_class,
            Dispatcher(one.by),
            Every(one.every),
            Kind(one.meeting),
            tuple(one.families),
        )
        for one in sorted(row.lines.all(), key=lambda one: one.place)
    ]
    return Table(lines, row.version, row)


def versions() -> list[DispatchTable]:
    """Every table that was set, the last first."""
    return list(DispatchTable.objects.order_by("-version"))


def due_dispatch(viewer: "User", on: date) -> list[Due]:
    """Every line with its projects of the year's plan, their last issued lamps, and its meeting.

    Counted are the projects that the viewer sees; a fixed number of queries for any number.
    """
    table = dispatch_table(on)
    known = {one.key: one for one in table.lines}
    of_line: dict[Line, list[int]] = defaultdict(list)
    rows = plans.of_year(on.year, visible_to(viewer, on))
    for pk, tier, plan_class in rows.values_list("project_id", "project__tier", "plan_class"):
        if line := line_of(known, tier, plan_class):
            of_line[line].append(pk)
    lamps = _lamps()
    days = _days(on)
    return [_due(line, of_line[line], lamps, days, on) for line in table.lines]


def _due(
    line: Line,
    projects: Sequence[int],
    lamps: dict[int, dict[str, str]],
    days: dict[tuple[str, bool], list[date]],
    on: date,
) -> Due:
    worst = Counter(_worst(lamps.get(pk, {}), line.families) for pk in projects)
    span = window(line.every, on)
    held, planned = days[line.meeting, True], days[line.meeting, False]
    return Due(
        line=line,
        projects=len(projects),
        red=worst["red"],
        yellow=worst["yellow"],
        standing=standing(held, planned, span),
        until=span[1],
        last_held=max((day for day in held if day <= on), default=None),
    )


def _worst(lamps: dict[str, str], families: Sequence[str]) -> str:
    shown = {lamps.get(family) for family in families}
    return "red" if "red" in shown else "yellow" if "yellow" in shown else ""


def _lamps() -> dict[int, dict[str, str]]:
    """The families' lamps of each project in the last period that was issued."""
    issued = alerts.evaluations(drafts=False)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    if issued:
        for project, family, colour in alerts.warned_of(issued[0].period):
            found[project][family] = colour
    return found


def _days(on: date) -> dict[tuple[str, bool], list[date]]:
    """The days of a year's meetings by kind, held or to come."""
    found: dict[tuple[str, bool], list[date]] = defaultdict(list)
    rows = Meeting.objects.filter(state__in=[*COMING, *PAST], held_on__year__gte=on.year - 1)
    for kind, state, day in rows.values_list("kind", "state", "held_on"):
        found[kind, state in PAST].append(day)
    return found
