"""Places for projects: of each unit and sector how many, how far they have come, and how they fare.

Counts are those of ``table``, scaled to the city's size and dealt out so that units which are
behind in the article's table have more of what is late.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from . import table
from .kinds import AREA, Kind, Pattern, data, kinds
from .shares import drawn, whole
from .table import Course
from .told import LAST, Body, Days
from .units import ROWS, Row

ROOM = 0.06  # of a rate, above what must be reached
_OF_STATE = {
    table.CARRY: 1.0,
    table.DUE: 0.95,
    table.FINISHED: 0.85,
    table.STARTED: 0.7,
    table.EARLY: 0.4,
    **dict.fromkeys((table.OVERDUE, table.RESERVE), 0.3),
    table.WAITING: 0.22,
}
_OF_COURSE = {table.RED: 0.9, table.YELLOW: 0.62, table.GREY: 0.4, table.GREEN: 1.0}
_MOST = {table.RED: 0.42, table.YELLOW: 0.62, table.GREY: 0.6}


@dataclass(slots=True, eq=False)
class Slot:
    """One project to be: where it belongs, what it is, and what becomes of its money."""

    row: Row
    sector: int
    kind: Kind
    pattern: Pattern
    known: Mapping[str, Any]
    is_provincial: bool = False
    state: str = table.CARRY
    course: Course = table.PLAIN
    is_late_start: bool = False  # begun in a later month than was planned
    is_slow_early: bool = False  # behind in spring, though not in August
    trouble: tuple[str, str] = ("", "")  # under which head, and in words; "" where any will do
    days: Days = field(init=False)
    planned: int = 0
    completed: int = 0
    august: int = 0

    @property
    def unit(self) -> Body:
        return self.row.body

    @property
    def rate(self) -> float:
        """How its unit fares: completed of the plan."""
        return self.row.completed / self.row.planned

    @property
    def has_begun(self) -> bool:
        return self.state not in (table.WAITING, table.OVERDUE, table.RESERVE)

    @property
    def has_begun_by_august(self) -> bool:
        return self.has_begun and not self.course.begins

    @property
    def weight(self) -> float:
        """How large its plan is beside others."""
        of_course = 1.3 if self.course.september == self.course.august == table.RED else 1.0
        of_course *= _OF_COURSE[self.colour(LAST)]
        listed = 1.5 if self.is_provincial else 1.0
        return self.pattern.size * _OF_STATE[self.state] * of_course * listed

    @property
    def most(self) -> float:
        """What part of its plan it may well have completed by September."""
        if not self.has_begun:
            return 0.0
        if self.colour(LAST) != table.GREEN:
            return _MOST[self.colour(LAST)]
        return 1.3 if self.is_provincial or self.state == table.EARLY else 1.0

    def colour(self, month: int) -> str:
        """How its investment stands in August or September, whatever else is late."""
        if self.course.family in ("start", "finish", "entry"):
            return table.GREEN
        return self.course.september if month == LAST else self.course.august

    @property
    def is_lit(self) -> bool:
        """Behind in August, for its investment or its finish."""
        return self.course.family in ("progress", "finish", "filing") and (
            self.course.august in (table.RED, table.YELLOW)
        )

    @property
    def is_new(self) -> bool:
        """Behind in September, and not in August."""
        return self.course.september in (table.RED, table.YELLOW) and self.course.august not in (
            table.RED,
            table.YELLOW,
        )

    @property
    def is_over(self) -> bool:
        """Finished before September: nothing more was spent in it."""
        return self.days.finished is not None and self.days.finished.month < LAST


def deal_out(dice: random.Random, size: int) -> list[Slot]:
    """One for each project of a city of ``size``, in no order."""
    found = list(_places(dice, size, data("known")["known"]))
    _deal_provincial(dice, found, size)
    _deal_states(dice, found, size)
    _deal_courses(dice, found, size)
    _deal_prompts(dice, found, size)
    return found


def reserved(dice: random.Random, size: int) -> list[Slot]:
    """Those that are only prepared for later years, beside a plan of ``size``."""
    found = list(_places(dice, max(scaled(table.RESERVED, size), 3), ()))
    for slot in found:
        slot.state = table.RESERVE
    return found


def scaled(count: int, size: int) -> int:
    """A count of the article's city in one of another size; exact in its own."""
    return round(count * size / table.SIZE)


def _places(dice: random.Random, size: int, known: Iterable[Mapping[str, Any]]) -> Iterator[Slot]:
    for row, count in zip(ROWS, whole(size, [row.count for row in ROWS]), strict=True):
        for sector, part in enumerate(whole(count, row.mix)):
            its = [one for one in known if _belongs(one, row, sector)][:part]
            for one in its:
                kind = _kind_of(one)
                yield Slot(row, sector, kind, kind.works[0], one)
            fitting = _fitting(row, sector)
            for _ in range(part - len(its)):
                [kind] = dice.choices(fitting, [one.weight for one in fitting])
                yield Slot(row, sector, kind, dice.choice(kind.patterns(row.body)), {})


def _belongs(known: Mapping[str, Any], row: Row, sector: int) -> bool:
    return row.body.code == f"SL-{known['unit']}" and known["path"][0] == table.SECTORS[sector]


def _kind_of(known: Mapping[str, Any]) -> Kind:
    return next(kind for kind in kinds() if list(kind.path) == known["path"])


def _fitting(row: Row, sector: int) -> list[Kind]:
    """What kinds a unit may answer for in a sector; a district any that districts do."""
    own = row.body.code.removeprefix("SL-") if not row.body.region_code else AREA
    name = table.SECTORS[sector]
    return [
        kind
        for kind in kinds()
        if kind.path[0] == name and own in kind.units and kind.patterns(row.body)
    ]


def _deal(
    dice: random.Random,
    among: Sequence[Slot],
    count: int,
    weight: Callable[[Slot], float],
    asked: Callable[[Slot], bool],
) -> list[Slot]:
    """Those that papers name first, then by weight."""
    named = [one for one in among if one.known and asked(one)][:count]
    others = [one for one in among if not one.known]
    return named + drawn(dice, others, count - len(named), weight)


def _deal_provincial(dice: random.Random, found: Sequence[Slot], size: int) -> None:
    """The province lists industry and roads of units that are ahead."""
    by_sector = (1.0, 1.1, 0.3)

    def weight(slot: Slot) -> float:
        return by_sector[slot.sector] * max(slot.rate - 0.62, 0.02) ** 2

    count = scaled(table.PROVINCIAL[0], size)
    for slot in _deal(dice, found, count, weight, lambda one: "provincial" in one.known):
        slot.is_provincial = True


def _deal_states(dice: random.Random, found: Sequence[Slot], size: int) -> None:
    free = list(found)
    for state, count in table.STATES.items():
        if state == table.CARRY:
            continue
        for slot in _deal(
            dice,
            free,
            scaled(count, size),
            partial(_state_weight, state=state),
            partial(_is_in, state=state),
        ):
            slot.state = state
            free.remove(slot)


def _is_in(slot: Slot, *, state: str) -> bool:
    return bool(slot.known["state"] == state)


def _state_weight(slot: Slot, *, state: str) -> float:
    behind = max(1.55 - slot.rate * 1.2, 0.1)
    if state in (table.WAITING, table.OVERDUE):
        return behind * (0.4 if slot.is_provincial else 1)
    return 2 - behind if state in (table.EARLY, table.FINISHED) else 1.0


def _deal_courses(dice: random.Random, found: Sequence[Slot], size: int) -> None:
    free = list(found)
    units = defaultdict(list)
    for slot in found:
        units[slot.row].append(slot)
    for course in table.COURSES:
        fitting = [one for one in free if one.state in course.states]
        count = scaled(course.count, size)
        named = [one for one in fitting if _asks(one, course)][:count]
        others = [one for one in fitting if not one.known]
        for slot in named + drawn(dice, others, len(others), _course_weight):
            if not count:
                break
            slot.course = course
            if slot in named or _can_reach(units[slot.row]):
                free.remove(slot)
                count -= 1
            else:
                slot.course = table.PLAIN
    for slot in free:
        if slot.state == table.OVERDUE:  # a small city has more of them than courses
            slot.course = table.COURSES[3]


def _deal_prompts(dice: random.Random, found: Sequence[Slot], size: int) -> None:
    """Who began late, and who was behind in spring alone, of those that papers do not name."""
    started = [one for one in found if one.state == table.STARTED and not one.course.begins]
    of_progress = [one for one in started if one.course.family == "progress"]
    kinds = (
        (table.LATE_START_AND_LIT, [one for one in started if one.is_lit]),
        (table.LATE_START_AND_NEW, [one for one in of_progress if one.is_new]),
        (table.LATE_START, [one for one in started if not (one.is_lit or one in of_progress)]),
    )
    for count, among in kinds:
        for slot in drawn(dice, among, scaled(count, size), _alike):
            slot.is_late_start = True
    steady = (table.CARRY, table.DUE)
    again = [
        one
        for one in found
        if one.is_new and one.state in steady and one.course.family in ("progress", "finish")
    ]
    for slot in drawn(dice, again, scaled(table.SLOW_EARLY, size), _alike):
        slot.is_slow_early = True


def _alike(_: Slot) -> float:
    return 1


def _can_reach(its: Sequence[Slot]) -> bool:
    """Whether a unit may still come to what it completed in the article's table, with room."""
    weights = [one.weight for one in its]
    most = sum(weight * one.most for weight, one in zip(weights, its, strict=True))
    return most >= (its[0].rate + ROOM) * sum(weights)


def _course_weight(slot: Slot) -> float:
    """What is behind lies where the unit and the sector are, and is seldom provincial."""
    behind: float = max(1.04 - slot.rate, 0.08) ** 1.5 * (0.8, 1.0, 1.4)[slot.sector]
    return behind * (0.08 if slot.is_provincial else 1)


def _asks(slot: Slot, course: Course) -> bool:
    return slot.known.get("course") == [course.family, course.august, course.september]
