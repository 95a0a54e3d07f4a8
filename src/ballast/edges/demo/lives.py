"""How far each invented project has come: money follows the nodes, so the nodes come first.

From a project's years and class follow the days it was and is to be begun and finished; the
other marks lie between them as such works go. The same seed gives the same days.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ballast.platform.codelists.rules import Template
from ballast.projects.rules import STATISTICS_ENTRY

from .works import YEAR, Work

# Days from ground-breaking to the marks before it, as such procedures go in an ordinary city.
BEFORE: Mapping[str, int] = {
    "conception": -700,
    "intake": -620,
    "project_approval": -480,
    "land_planning": -300,
    "special_review": -270,
    "design_tender": -120,
    "site_clearance": -60,
    "construction_permit": -14,
    "ground_breaking": 0,
}
# The part of the time between ground-breaking and finish at which the marks between are reached.
BETWEEN: Mapping[str, float] = {"main_works": 0.55, "fit_out": 0.88}
# Days from the finish to the marks around it: a plant produces before acceptance, a road is
# opened years before it, a school is accepted before it is used.
AROUND: Mapping[str, Mapping[str, int]] = {
    "industrial": {"commissioning": 0, "acceptance": 45, "full_capacity": 300},
    "building": {"acceptance": 0, "commissioning": 60},
    "linear": {"commissioning": 0, "acceptance": 400},
}
FORGOTTEN = 0.04  # of those that broke ground: not entered into statistics
APART = 9  # days between the steps of one node


@dataclass(frozen=True, slots=True)
class Reached:
    """One mark or step: planned for a day, reached on one, or still to come."""

    code: str
    planned_on: date | None
    actual_on: date | None


def template_of(work: Work, *, laid: bool) -> str:
    """Which of the lifecycle's templates a work follows."""
    if laid:
        return "linear"
    return "industrial" if work.path[0] == "产业项目" else "building"


def life(work: Work, template: Template, *, on: date) -> list[Reached]:
    """The marks and steps of a work as they stood on a day, in the order of the nodes."""
    dice = random.Random(work.name)  # noqa: S311  invented projects are no secret
    planned = dict(_planned(dice, work, template))
    reached = {
        mark: day
        for mark, plan in planned.items()
        if (day := plan + timedelta(days=dice.randint(-6, 20))) <= on and _may(work, mark)
    }
    marks = [
        one
        for node in template.nodes
        if node.code not in template.not_applicable
        for mark in node.marks
        if mark in planned
        for one in (
            Reached(mark, planned[mark], reached.get(mark)),
            *_steps(node.marks[mark], reached.get(mark)),
        )
    ]
    return [*marks, *_entry(work, reached.get("ground_breaking"), on)]


def _entry(work: Work, started: date | None, on: date) -> list[Reached]:
    """Into the library of statistics within some weeks of the start; a few are forgotten."""
    dice = random.Random(f"{work.name} {STATISTICS_ENTRY}")  # noqa: S311
    entered = started and started + timedelta(days=dice.randint(10, 45))
    if entered is None or entered > on or dice.random() < FORGOTTEN:
        return []
    return [Reached(STATISTICS_ENTRY, None, entered)]


def _planned(dice: random.Random, work: Work, template: Template) -> Iterator[tuple[str, date]]:
    start, finish = _span(dice, work)
    for mark, days in BEFORE.items():
        yield mark, start + timedelta(days=days)
    for mark, part in BETWEEN.items():
        yield mark, start + timedelta(days=round((finish - start).days * part))
    for mark, days in AROUND[template.code].items():
        yield mark, finish + timedelta(days=days)


def _span(dice: random.Random, work: Work) -> tuple[date, date]:
    """Ground-breaking and finish as planned, within the years the plan names."""
    begin, end = (int(year) for year in work.span.split("-"))
    first, last = (3, 8) if begin == YEAR else (2, 11)
    start = date(begin, dice.randint(first, last), dice.randint(1, 28))
    first = 10 if end == YEAR else 3
    return start, date(end, dice.randint(first, 12), dice.randint(1, 28))


def _may(work: Work, mark: str) -> bool:
    """What has spent nothing has not broken ground, nor has it a permit."""
    is_idle = not work.completed and work.plan_class == "新开工"
    return not (is_idle and mark in ("construction_permit", "ground_breaking"))


def _steps(codes: tuple[str, ...], reached: date | None) -> list[Reached]:
    """The steps that make a mark: reached one after the other, the last on the mark's own day."""
    if reached is None:
        return []
    last = len(codes) - 1
    return [
        Reached(code, None, reached - timedelta(days=APART * (last - place)))
        for place, code in enumerate(codes)
    ]
