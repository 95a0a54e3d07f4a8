"""Were lamps followed by what they warned of? ``docs/rules/backtest.md``.

A plan is taken as it stood when the lamp did: a day or an amount that was moved afterwards does
not undo the slip.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ballast.kernel.periods import Period

from .rulebook import Colour

WINDOW = 3  # closed periods after the lamp's own
GRACE = timedelta(days=30)  # a node that is later than this has slipped
LEAST = Fraction(9, 10)  # of the year's plan, at the year's end
DECEMBER = 12
MARKS = (
    ("planned_start_on", "started_on"),
    ("planned_finish_on", "finished_on"),
    ("planned_commission_on", "commissioned_on"),
    ("planned_capacity_on", "full_capacity_on"),
)


@dataclass(frozen=True, slots=True)
class State:
    """What was known of a project at a period's end: of each mark the planned and reached day."""

    marks: tuple[tuple[date | None, date | None], ...]
    completed_yuan: Decimal | None
    planned_yuan: Decimal | None


Later = Sequence[tuple[Period, State | None]]  # closed, in order; None where it is not listed


class Outcome(StrEnum):
    """What came after a lamp."""

    SLIP = "slip"
    KEPT = "kept"
    BEFORE = "before"  # a node had slipped already and is still open: nothing to foretell
    UNKNOWN = "unknown"  # the periods that would tell are not closed, or do not list it


@dataclass(frozen=True, slots=True)
class Followed:
    """What came after a lamp; of a slip its day."""

    outcome: Outcome
    on: date | None = None


def is_over(at: Period, closed: Iterable[Period]) -> bool:
    """All that decides whether a lamp of ``at`` was followed by a slip is closed."""
    later = [one for one in closed if one.last_day > at.last_day]
    return len(later) >= WINDOW and (
        at.last == DECEMBER or any(one.year == at.year and one.last == DECEMBER for one in later)
    )


def followed(state: State, at: Period, later: Later) -> Followed:
    """What came after a lamp of ``at``, as ``later`` periods tell; the earliest slip counts."""
    if not is_over(at, [period for period, _ in later]):
        return Followed(Outcome.UNKNOWN)
    told = [_mark(place, state, at, later[:WINDOW]) for place in range(len(state.marks))]
    told.append(_year(state, at, later))
    if days := [one.on for one in told if one.on]:
        return Followed(Outcome.SLIP, min(days))
    outcomes = {one.outcome for one in told}
    for outcome in (Outcome.UNKNOWN, Outcome.BEFORE):
        if outcome in outcomes:
            return Followed(outcome)
    return Followed(Outcome.KEPT)


def _mark(place: int, state: State, at: Period, window: Later) -> Followed:
    """Was the planned day missed by more than the grace, first within the window?"""
    planned, reached = state.marks[place]
    if planned is None:
        return Followed(Outcome.KEPT)
    slips_on = planned + GRACE + timedelta(days=1)
    if slips_on <= at.last_day:
        is_open = reached is None or reached > at.last_day
        return Followed(Outcome.BEFORE if is_open else Outcome.KEPT)
    if slips_on > window[-1][0].last_day:
        return Followed(Outcome.KEPT)
    seen = [(period, then.marks[place][1]) for period, then in window if then]
    days = [day for day in (reached, *(day for _, day in seen)) if day]
    if days:
        return Followed(Outcome.SLIP, slips_on) if days[-1] >= slips_on else Followed(Outcome.KEPT)
    if any(period.last_day >= slips_on for period, _ in seen):
        return Followed(Outcome.SLIP, slips_on)
    return Followed(Outcome.UNKNOWN)


def _year(state: State, at: Period, later: Later) -> Followed:
    """Did the year end below what it had to reach? Of December itself there is nothing to come."""
    if at.last == DECEMBER or not state.planned_yuan:
        return Followed(Outcome.KEPT)
    [(end, then)] = [
        (period, then)
        for period, then in later
        if period.year == at.year and period.last == DECEMBER
    ]
    if then is None or then.completed_yuan is None:
        return Followed(Outcome.UNKNOWN)
    if then.completed_yuan * LEAST.denominator < state.planned_yuan * LEAST.numerator:
        return Followed(Outcome.SLIP, end.last_day)
    return Followed(Outcome.KEPT)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A project's lamp in a period that was tried, and what came after it."""

    project_id: int
    period: Period
    colour: Colour
    followed: Followed


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the lamps of some colours were at foretelling slips.

    ``slipped`` of the ``known`` were followed by one; ``before`` stood where a node had slipped
    already and count as neither. ``slips`` are those of all lamps whatever their colour,
    ``foretold`` of them stood behind such a lamp; ``lead_months`` from its first one on, in all.
    """

    lamps: int
    known: int
    slipped: int
    before: int
    slips: int
    foretold: int
    lead_months: int

    @property
    def precision(self) -> Fraction | None:
        return Fraction(self.slipped, self.known) if self.known else None

    @property
    def recall(self) -> Fraction | None:
        return Fraction(self.foretold, self.slips) if self.slips else None

    @property
    def lead(self) -> Fraction | None:
        """Months from the first such lamp to the slip, on average."""
        return Fraction(self.lead_months, self.foretold) if self.foretold else None


def quality(lamps: Iterable[Lamp], colours: Collection[Colour]) -> Quality:
    """How good the lamps of these colours were, among all the lamps of the periods tried."""
    slips: set[tuple[int, date]] = set()
    first: dict[tuple[int, date], Period] = {}
    counts: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
    for lamp in lamps:
        told, is_meant = lamp.followed, lamp.colour in colours
        counts[told.outcome] += is_meant
        if told.on:
            slip = (lamp.project_id, told.on)
            slips.add(slip)
            if is_meant:
                first[slip] = min(first.get(slip, lamp.period), lamp.period)
    slipped = counts[Outcome.SLIP]
    return Quality(
        lamps=sum(counts.values()),
        known=slipped + counts[Outcome.KEPT],
        slipped=slipped,
        before=counts[Outcome.BEFORE],
        slips=len(slips),
        foretold=len(first),
        lead_months=sum(_months(period, slip[1]) for slip, period in first.items()),
    )


def _months(period: Period, day: date) -> int:
    return (day.year - period.year) * 12 + day.month - period.last


def chain(decided: Sequence[Period], since: Period, until: Period, longest: int) -> list[Period]:
    """The periods to judge one after another, so that runs are known at the first one tried.

    ``decided``: all that have facts, in order. ``longest``: the longest run a rule asks for; where
    one does, a year's periods before ``since`` are judged as well.
    """
    tried = [one for one in decided if since.last_day <= one.last_day <= until.last_day]
    before = [one for one in decided if one.last_day < since.last_day] if longest > 1 else []
    return before[-DECEMBER:] + tried


def telling(tried: Iterable[Period], closed: Sequence[Period]) -> Mapping[Period, list[Period]]:
    """For each period tried, the later closed ones that tell what came after its lamps."""
    found = {}
    for at in tried:
        later = [one for one in closed if one.last_day > at.last_day]
        found[at] = [
            one
            for place, one in enumerate(later)
            if place < WINDOW or (one.year == at.year and one.last == DECEMBER)
        ]
    return found
