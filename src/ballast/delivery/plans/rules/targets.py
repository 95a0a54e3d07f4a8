"""How far a unit has come with its targets: projects counted with their totals, or investment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ballast.kernel import money

from .codes import Measure, PlanClass

NOUGHT = Decimal(0)

# The first of its marks that a project reaches counts. 谋立推建 are nodes ①②, ③, ④–⑧, ⑨–⑬.
MARKS: Mapping[Measure, tuple[str, ...]] = {
    Measure.CONCEIVED: ("conception", "intake"),
    Measure.APPROVED: ("project_approval",),
    Measure.PUSHED: (
        *("land_planning", "special_review", "design_tender", "site_clearance"),
        "construction_permit",
    ),
    Measure.BUILT: (
        *("ground_breaking", "main_works", "fit_out", "acceptance", "commissioning"),
        "full_capacity",
    ),
    Measure.STARTED: ("ground_breaking",),
    Measure.FINISHED: ("finish",),  # the template's own mark
    Measure.FULL_CAPACITY: ("full_capacity",),
}
# Of which class of the plan a rate is one of.
DUE: Mapping[Measure, PlanClass] = {
    Measure.STARTED: PlanClass.NEW_START,
    Measure.FINISHED: PlanClass.DUE_FINISH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a unit is to reach in a span of days. Money in yuan; ``rate`` 0.95 is 95 %."""

    measure: Measure
    first_day: date
    last_day: date
    least_total_yuan: Decimal | None = None
    count: int | None = None
    yuan: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one project brings to one unit. Money in yuan, of the whole project.

    ``share`` is the unit's share of the money; it is counted for one unit only, so that the
    units add up. ``completed`` is the year's investment by the days asked about; ``finish`` the
    template's mark. Without ``plan_class`` it is not in the plan.
    """

    counts: bool = True
    share: Decimal = Decimal(1)
    total_yuan: Decimal | None = None
    reached: Mapping[str, date] = field(default_factory=dict)
    finish: str = "commissioning"
    plan_class: PlanClass | None = None
    planned_yuan: Decimal | None = None
    completed: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A figure and what it is measured against; no denominator where nothing is to be reached."""

    numerator: Decimal
    denominator: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        return None if self.denominator is None else money.ratio(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What was reached of a goal: projects, yuan, a rate; each with its denominator.

    ``is_met`` says whether all that the goal states is reached.
    """

    count: Part | None
    yuan: Part
    rate: Part | None
    is_met: bool


def days_asked(goal: Goal, on: date) -> tuple[date, date]:
    """The days between which a goal's investment was made: the eve of its span, and its end so far.

    They are of one year: nothing was made before it begins.
    """
    return date.fromordinal(goal.first_day.toordinal() - 1), min(goal.last_day, on)


def progress(goal: Goal, works: Iterable[Work], on: date) -> Progress:
    """How far a goal is reached on a day by the works of its unit."""
    works = [work for work in works if _is_large(work, goal)]
    if goal.measure in MARKS:
        return _of_events(goal, works, on)
    return _of_investment(goal, works, on)


def _is_large(work: Work, goal: Goal) -> bool:
    least = goal.least_total_yuan
    return least is None or (work.total_yuan is not None and work.total_yuan >= least)


def _of_events(goal: Goal, works: Sequence[Work], on: date) -> Progress:
    done = [work for work in works if _happened(goal, work, on)]
    count = Part(_number(done), None if goal.count is None else Decimal(goal.count))
    total = sum((work.share * (work.total_yuan or NOUGHT) for work in done), NOUGHT)
    rate = None
    if goal.rate is not None:
        rate = _rate_of_events(goal, works, on, count)
    return _judged(goal, count, Part(total, goal.yuan), rate)


def _rate_of_events(goal: Goal, works: Sequence[Work], on: date, count: Part) -> Part:
    """Of those the plan has due; of what is to be counted where the plan has no such class."""
    due_class = DUE.get(goal.measure)
    if due_class is None:
        return count
    due = [work for work in works if work.plan_class is due_class]
    return Part(_number([work for work in due if _happened(goal, work, on)]), _number(due))


def _of_investment(goal: Goal, works: Sequence[Work], on: date) -> Progress:
    eve, end = days_asked(goal, on)
    planned = [work for work in works if work.plan_class is not None]
    made = _sum(planned, end)
    rate = None
    if goal.measure is Measure.COMPLETION_RATE or goal.rate is not None:
        plan = sum((work.share * (work.planned_yuan or NOUGHT) for work in planned), NOUGHT)
        rate = Part(made, plan)
    return _judged(goal, None, Part(made - _sum(planned, eve), goal.yuan), rate)


def _sum(works: Sequence[Work], day: date) -> Decimal:
    return sum((work.share * work.completed.get(day, NOUGHT) for work in works), NOUGHT)


def _number(works: Sequence[Work]) -> Decimal:
    return Decimal(sum(work.counts for work in works))


def _happened(goal: Goal, work: Work, on: date) -> bool:
    marks = (work.finish if mark == "finish" else mark for mark in MARKS[goal.measure])
    days = [work.reached[mark] for mark in marks if mark in work.reached]
    return bool(days) and goal.first_day <= min(days) <= min(goal.last_day, on)


def _judged(goal: Goal, count: Part | None, yuan: Part, rate: Part | None) -> Progress:
    held = [
        goal.count is None or (count is not None and count.numerator >= goal.count),
        goal.yuan is None or yuan.numerator >= goal.yuan,
        goal.rate is None or _reaches(rate, goal.rate),
    ]
    return Progress(count=count, yuan=yuan, rate=rate, is_met=all(held))


def _reaches(rate: Part | None, least: Decimal) -> bool:
    """Compared as products: a ratio that was rounded could miss by its last place."""
    if rate is None or not rate.denominator:
        return False
    return rate.numerator >= least * rate.denominator
