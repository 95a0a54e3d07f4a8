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
# What holds up a start keeps this mark and all after it from being reached.
STUCK: Mapping[str, str] = {
    "征地拆迁": "site_clearance",
    "用地手续": "land_planning",
    "设计变更": "design_tender",
    "企业资金": "construction_permit",
}
# The part of the time between ground-breaking and finish for which the marks between are
# planned, and how many per cent of the works they are reached with.
BETWEEN: Mapping[str, tuple[float, int]] = {"main_works": (0.58, 60), "fit_out": (0.9, 93)}
FULL_CAPACITY = 300  # days after commissioning
ACCEPTED_AFTER = 400  # a road is opened years before it is accepted
APART = 9  # days between the steps of one node
END = date(YEAR, LAST, 30)


def life(work: Work, template: Template) -> list[Reached]:
    """All marks and steps of a work as they stood at the end of September, in their order."""
    dice = random.Random(work.name)  # noqa: S311  invented projects are no secret
    planned, reached = _planned(work), _reached(dice, work)
    told = [
        one
        for node in template.nodes
        if node.code not in template.not_applicable
        for mark, steps in node.marks.items()
        if mark in planned and mark not in template.not_applicable
        for one in _mark(mark, steps, planned[mark], reached.get(mark), work)
    ]
    entered = [Reached(STATISTICS_ENTRY, None, work.days.entered)] if work.days.entered else []
    late = [Reached(code, day) for code, day in work.late.items()]
    return told + entered + late


def _planned(work: Work) -> dict[str, date]:
    days = work.days
    start, finish = days.planned_start, days.planned_finish
    planned = {mark: start + timedelta(offset) for mark, offset in BEFORE.items()}
    for mark, (part, _) in BETWEEN.items():
        planned[mark] = start + timedelta(round((finish - start).days * part))
    accepted = {"building": 0, "linear": ACCEPTED_AFTER}.get(work.template, 45)
    planned["acceptance"] = finish + timedelta(accepted)
    planned["commissioning"] = days.planned_commission
    if work.template in ("industrial", "retrofit"):
        planned["full_capacity"] = finish + timedelta(FULL_CAPACITY)
    return planned


def _reached(dice: random.Random, work: Work) -> dict[str, date]:
    days = work.days
    begun = days.started or days.planned_start
    reached = {}
    stuck = list(BEFORE).index(STUCK.get(_why_not(work), "construction_permit"))
    for place, (mark, offset) in enumerate(BEFORE.items()):
        day = begun + timedelta(offset and offset + dice.randint(-6, 6))
        if days.started is None and (place >= stuck or day > END):
            break
        reached[mark] = day
    for mark, (_, percent) in BETWEEN.items():
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
