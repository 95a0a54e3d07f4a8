"""What befalls each matter on which day: drawn by the city's seed, in number as the table says.

Whoever raises a matter and whatever it is called, its course is known before: when it is taken,
when its clock runs out, when it is solved and confirmed.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ballast.dispatch.coordination.rules import STANDARD, Cause, Source
from ballast.edges.demo.generator.shares import whole
from ballast.edges.demo.generator.slots import scaled
from ballast.edges.demo.generator.told import LAST, YEAR
from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar

from .table import CAUSES, NAMED, ROWS, UNTOLD, Row

OTHERS = (Source.FILING, Source.INSPECTION, Source.HAND)
WARNED = 0.6  # of the matters that may come out of checks do
JUDGED_ON = 6  # the working day of the next month on which warnings are issued
ANSWERED_WITHIN = 2  # working days; a check that nobody answers climbs the day after
LATE_TO_ACCEPT = 0.06
REFUSED, SENT_BACK, LATE = 0.08, 0.05, 0.4
ONE_DAY = timedelta(days=1)
_OCTOBER = (date(YEAR, 10, 9), date(YEAR, 10, 18))  # when those are solved that were left


class Deed(StrEnum):
    """What is done to a matter, in the order of a day."""

    SEND_BACK = "send_back"
    RAISE_AGAIN = "raise_again"
    ACCEPT = "accept"
    TAKE_IN_HAND = "take_in_hand"
    PAUSE = "pause"
    SIGN = "sign"  # the petition
    CONFIRM = "confirm"
    REFUSE = "refuse"
    SOLVE = "solve"


@dataclass(frozen=True, slots=True)
class Fate:
    """One matter to be: where it comes from, what holds it up, and its days.

    ``since`` and ``due`` by level: when its clock began, and the last day in time.
    """

    row: Row
    cause: Cause
    source: Source
    raised: date
    deeds: Sequence[tuple[date, Deed]]
    since: Sequence[date]
    due: Sequence[date]
    closed: date | None
    paused_until: date | None = None
    about: str = ""  # the project, where papers speak of it
    is_climbed: bool = False  # nobody answered the check

    @property
    def is_promised(self) -> bool:
        """Whether it may have been promised before a meeting: no row of the papers rests on it."""
        is_told = self.row.is_open and self.row.month < LAST
        return self.source is not Source.WARNING and not (is_told or self.about)

    def is_open(self, on: date) -> bool:
        return self.raised <= on and not self.is_closed(on)

    def is_closed(self, on: date) -> bool:
        return self.closed is not None and self.closed <= on

    def level(self, on: date) -> int:
        return sum(day <= on for day in self.since)

    def is_late(self, on: date) -> bool:
        return self.is_open(on) and self.due[self.level(on) - 1] < on


def judged_on(month: int, calendar: Calendar) -> date:
    """The day on which a month's warnings are issued."""
    return calendar.add(Period.month(YEAR, month).last_day, JUDGED_ON)


def fates(size: int, seed: int, months: Collection[int], calendar: Calendar) -> list[Fate]:
    """Every matter of a city of ``size`` that lives these months, in order of its day."""
    dice = random.Random(f"{size} {seed} loop")  # noqa: S311  invented matters
    rows = [(row, scaled(row.count, size)) for row in ROWS if row.month in months]
    open_ones = sum(count for row, count in rows if row.is_open and row.month < LAST)
    others = sum(count for _, count in rows) - open_ones
    causes = {True: _causes(dice, open_ones), False: _causes(dice, others)}
    made = [
        _fate(dice, row, place, count, causes[row.is_open and row.month < LAST], calendar)
        for row, count in rows
        for place in range(count)
    ]
    _name(made)
    _leave_unsaid(made)
    return sorted(made, key=lambda one: one.raised)


def _name(made: list[Fate]) -> None:
    """Let what papers speak of lie with headquarters, each for its own cause."""
    for cause, name, is_warned in NAMED:
        found = [
            place
            for place, one in enumerate(made)
            if one.row.level == STANDARD.top
            and one.row.is_open
            and one.row.is_warned == is_warned
            and not (one.closed or one.about)
        ]
        others = [
            place
            for place, one in enumerate(made)
            if one.cause is cause and one.row.is_open and one.row.month < LAST and not one.about
        ]
        if found and others:
            here, there = found[0], others[0]
            made[there] = replace(made[there], cause=made[here].cause)
            made[here] = replace(made[here], cause=cause, about=name)


def _leave_unsaid(made: list[Fate]) -> None:
    """Nobody says why what climbed is held up: let it be of the causes that no paper names."""
    for place, one in enumerate(made):
        if not one.is_climbed or one.cause in UNTOLD:
            continue
        for there, other in enumerate(made):
            is_alike = other.row.is_open and other.row.month < LAST and other.cause in UNTOLD
            if is_alike and not (other.is_climbed or other.about):
                made[place] = replace(one, cause=other.cause)
                made[there] = replace(other, cause=one.cause)
                break


def _causes(dice: random.Random, count: int) -> Iterator[Cause]:
    parts = whole(count, list(CAUSES.values()))
    found = [cause for cause, part in zip(CAUSES, parts, strict=True) for _ in range(part)]
    dice.shuffle(found)
    return iter(found)


def _fate(
    dice: random.Random,
    row: Row,
    place: int,
    count: int,
    causes: Iterator[Cause],
    calendar: Calendar,
) -> Fate:
    source = _source(dice, row)
    raised = _raised(dice, row, source, place, count, calendar)
    is_climbed = count - place <= min(row.climbs, count // 3)
    if is_climbed:
        raised = calendar.add(judged_on(row.month, calendar), ANSWERED_WITHIN + 1)
    course = _Course(dice, row, raised, calendar)
    closes = not row.is_open or place < scaled_october(row, count)
    course.run(closes=closes, is_climbed=is_climbed)
    return Fate(
        row=row,
        cause=next(causes),
        source=source,
        raised=raised,
        deeds=sorted(course.deeds),
        since=course.since,
        due=course.due,
        closed=course.closed,
        paused_until=course.paused_until,
        is_climbed=is_climbed,
    )


def scaled_october(row: Row, count: int) -> int:
    return round(row.october * count / row.count)


def _source(dice: random.Random, row: Row) -> Source:
    if row.is_warned or (row.window is None and dice.random() < WARNED):
        return Source.WARNING
    return dice.choice(OTHERS)


def _raised(
    dice: random.Random, row: Row, source: Source, place: int, count: int, calendar: Calendar
) -> date:
    begun = judged_on(row.month, calendar)
    if source is Source.WARNING:
        return calendar.add(begun, dice.randint(1, 2))
    if row.window:
        first, last = (date(YEAR, *day) for day in row.window)
    elif row.month == LAST - 1:
        first, last = calendar.add(begun, 1), calendar.add(begun, 4)
    else:
        first, last = calendar.add(begun, 3), calendar.add(begun, 9)
    days = [first + ONE_DAY * past for past in range((last - first).days + 1)]
    worked = [day for day in days if calendar.is_workday(day)]
    return worked[place * len(worked) // count]


class _Course:
    """The days of one matter, from the day it is raised."""

    def __init__(self, dice: random.Random, row: Row, raised: date, calendar: Calendar) -> None:
        self._dice, self._row, self._calendar = dice, row, calendar
        self._raised = raised
        self.deeds: list[tuple[date, Deed]] = []
        self.since = [raised]
        self.due = [self._limit(1, raised)]
        self.closed: date | None = None
        self.paused_until: date | None = None

    def run(self, *, closes: bool, is_climbed: bool = False) -> None:
        self._begin(closes=closes)
        if is_climbed:  # it was never with the unit
            self.since, self.due = [self._raised] * 2, [self._raised, self._limit(2, self._raised)]
            return None
        if self._row.paused_until:
            return self._pause()
        for level in range(2, self._row.level + 1):
            self._rise(level)
        if closes:
            self._close()
        return None

    def _limit(self, level: int, since: date) -> date:
        return self._calendar.add(since, STANDARD.level(level).days)

    def _begin(self, *, closes: bool) -> None:
        dice, add, day = self._dice, self._calendar.add, self._raised
        is_simple = closes and not self._row.is_open and self._row.level == 1
        if is_simple and self._row.month < LAST - 1 and dice.random() < SENT_BACK:
            self.deeds.append((add(day, 1), Deed.SEND_BACK))
            day = add(day, 2)
            self.deeds.append((day, Deed.RAISE_AGAIN))
            self.since, self.due = [day], [self._limit(1, day)]
        is_late = not is_simple and dice.random() < LATE_TO_ACCEPT
        taken = add(day, 3 if is_late else dice.randint(1, 2))
        self.deeds.append((taken, Deed.ACCEPT))
        if not is_simple:
            self.deeds.append((add(taken, 1), Deed.TAKE_IN_HAND))

    def _pause(self) -> None:
        [*_, (taken, _)] = self.deeds
        self.paused_until = date(YEAR, *self._dice.choice(self._row.paused_until))
        self.deeds.append((taken, Deed.PAUSE))
        worked = self._calendar.between(self._raised, taken - ONE_DAY)
        left = STANDARD.level(1).days - worked
        self.due = [self._calendar.add(self.paused_until - ONE_DAY, left)]

    def _rise(self, level: int) -> None:
        """The clock ran out: to a department the day after, higher when somebody signed."""
        day = self.due[-1] + ONE_DAY
        if level == STANDARD.top:
            day = self._calendar.add(self.due[-1], self._row.waits)
            self.deeds.append((day, Deed.SIGN))
        self.since.append(day)
        self.due.append(self._limit(level, day))

    def _close(self) -> None:
        dice, add = self._dice, self._calendar.add
        level, since = len(self.since), self.since[-1]
        [*_, (taken, _)] = sorted(self.deeds)
        if self._row.is_open:
            first, last = _OCTOBER
            days = self._calendar.between(first, last)
            solved = add(first, dice.randint(0, days))
        elif level == 1:
            solved = max(add(since, dice.randint(3, 5)), taken)
        elif level == STANDARD.top:
            solved = add(since, dice.randint(4, 9))
        else:
            solved = add(since, dice.randint(2, 5) + (3 if dice.random() < LATE else 0))
        self.deeds.append((solved, Deed.SOLVE))
        if not self._row.is_open and self._row.month < LAST - 2 and dice.random() < REFUSED:
            self.deeds.append((add(solved, 1), Deed.REFUSE))
            solved = add(solved, 3)
            self.deeds.append((solved, Deed.SOLVE))
        self.closed = add(solved, dice.randint(1, 2))
        self.deeds.append((self.closed, Deed.CONFIRM))


def counted(all_of_them: Sequence[Fate], on: date) -> Mapping[str, int]:
    """How many there are on a day, by what the papers call them."""
    open_ones = [one for one in all_of_them if one.is_open(on)]
    levels = [one.level(on) for one in open_ones]
    return {
        "matters": sum(one.raised <= on for one in all_of_them),
        "solved": sum(one.is_closed(on) for one in all_of_them),
        "open": len(open_ones),
        "overdue": sum(one.is_late(on) for one in open_ones),
        **{f"level_{number}": levels.count(number) for number in (1, 2, 3)},
    }
