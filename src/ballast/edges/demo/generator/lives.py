"""How far each invented project has come: money follows the nodes, so both are told together.

From the days of its start and finish follow those of the other marks, as such works go; marks
between ground-breaking and finish are reached when so much of the works is built.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ballast.kernel.periods import Period
from ballast.platform.codelists.rules import Template
from ballast.projects.rules import STATISTICS_ENTRY

from .told import LAST, YEAR, Reached, Work

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
# What holds up a start keeps this mark from being reached, and with it the permit.
STUCK: Mapping[str, str] = {
    "征地拆迁": "site_clearance",
    "用地手续": "land_planning",
    "设计变更": "design_tender",
    "企业资金": "construction_permit",
}
# With how many per cent of the works the marks between ground-breaking and finish are reached.
BETWEEN: Mapping[str, int] = {"main_works": 60, "fit_out": 93}
BEHIND = 0.65  # of the year's plan in September: below it nodes are late, too
NEAR = 30  # per cent of the works: so far from a node, who is behind has missed its day
SLIPPED, KEPT, OVERDUE = (15, 75), (-15, 12), (6, 55)  # days
FULL_CAPACITY = 300  # days after commissioning
ACCEPTED_AFTER = 400  # a road is opened years before it is accepted
APART = 9  # days between the steps of one node
END = date(YEAR, LAST, 30)


def life(work: Work, template: Template) -> list[Reached]:
    """All marks and steps of a work as they stood at the end of September, in their order."""
    dice = random.Random(work.name)  # noqa: S311  invented projects are no secret
    reached = _reached(dice, work)
    planned = _planned(dice, work, reached)
    told = [
        one
        for node in template.nodes
        if node.code not in template.not_applicable
        for mark, steps in node.marks.items()
        if mark in planned and mark not in template.not_applicable
        for one in _mark(mark, steps, planned[mark], reached.get(mark), work)
    ]
    entered = [Reached(STATISTICS_ENTRY, None, work.days.entered)] if work.days.entered else []
    late = [Reached(code, day) for code, day in work.late.items() if code not in planned]
    return told + entered + late


def _planned(dice: random.Random, work: Work, reached: Mapping[str, date]) -> dict[str, date]:
    days = work.days
    start, finish = days.planned_start, days.planned_finish
    planned = {mark: start + timedelta(offset) for mark, offset in BEFORE.items()}
    earliest, is_behind = start + timedelta(40), _is_behind(work)
    for place, (mark, percent) in enumerate(BETWEEN.items()):
        if mark in reached:
            day = reached[mark] - timedelta(dice.randint(*(SLIPPED if is_behind else KEPT)))
        elif is_behind and percent - NEAR <= _built(work) < percent:
            day = END - timedelta(dice.randint(*OVERDUE))
        else:
            day = _expected(work, percent)
        planned[mark] = min(max(day, earliest), finish - timedelta(20 * (len(BETWEEN) - place)))
        earliest = planned[mark] + timedelta(20)
    accepted = {"building": 0, "linear": ACCEPTED_AFTER}.get(work.template, 45)
    planned["acceptance"] = finish + timedelta(accepted)
    planned["commissioning"] = days.planned_commission
    if work.template in ("industrial", "retrofit"):
        planned["full_capacity"] = finish + timedelta(FULL_CAPACITY)
    return planned | {mark: day for mark, day in work.late.items() if mark in planned}


def _expected(work: Work, percent: int) -> date:
    """When so much will be built: as the rest of the time is left for the rest of the works."""
    is_open = work.days.started and work.days.planned_finish > END
    since, built = (END, _built(work)) if is_open else (work.days.planned_start, 0)
    left = (work.days.planned_finish - since).days
    return since + timedelta(left * max(percent - built, 0) // max(100 - built, 1))


def _built(work: Work) -> int:
    """How many per cent were built when it was told last."""
    return work.months[max(work.months)].percent if work.months else 0


def _is_behind(work: Work) -> bool:
    if work.days.started is None or not work.months:
        return False
    return work.months[max(work.months)].completed < BEHIND * work.planned_in(LAST)


def _reached(dice: random.Random, work: Work) -> dict[str, date]:
    days = work.days
    begun = days.started or days.planned_start
    reached = {}
    stuck = {STUCK.get(_why_not(work), ""), "construction_permit", "ground_breaking"}
    for mark, offset in BEFORE.items():
        day = begun + timedelta(offset and offset + dice.randint(-6, 6))
        if days.started or mark not in stuck:
            reached[mark] = day
    for mark, percent in BETWEEN.items():
        if built := _when_built(work, percent):
            reached[mark] = built
    if days.finished:
        reached["acceptance" if work.template == "building" else "commissioning"] = days.finished
    if days.commissioned:
        reached["commissioning"] = days.commissioned
    reached |= work.marks
    return {mark: day for mark, day in reached.items() if day <= END}


def _why_not(work: Work) -> str:
    """Why a work that was to begin by September did not."""
    if work.days.started or work.days.planned_start > END:
        return ""
    return next((one.cause for one in work.months.values() if one.cause), "")


def _when_built(work: Work, percent: int) -> date | None:
    """The day on which so much was built, by what was told; None while it is not."""
    days = work.days
    if days.started is None:
        return None
    last = days.finished or END
    begun = max(days.started, date(YEAR, 1, 1))
    seen = [(days.started, 0), (begun, work.before * 100 // work.total)] + [
        (min(Period.month(YEAR, month).last_day, last), filed.percent)
        for month, filed in work.months.items()
    ]
    for (since, low), (until, high) in pairwise(seen):
        if low < percent <= high:
            part = (percent - low) / (high - low)
            return since + timedelta(round((until - since).days * part))
    return None


def _mark(
    mark: str, steps: Sequence[str], planned: date, reached: date | None, work: Work
) -> Iterator[Reached]:
    """A mark and the steps that make it, done one after the other, the last on the mark's day."""
    is_start = mark == "ground_breaking" and reached is None
    yield Reached(mark, planned, reached, work.days.forecast_start if is_start else None)
    if reached:
        last = len(steps) - 1
        for place, code in enumerate(steps):
            if code not in work.late:
                yield Reached(code, None, reached - timedelta(APART * (last - place)))
