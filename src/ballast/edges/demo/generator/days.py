"""The days on which a project was and is to be begun, finished and used.

They are drawn so that each lamp of August and September that is about days shows what the
project's course says.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from . import table
from .slots import Slot
from .table import GREEN, RED, YELLOW
from .told import LAST, YEAR, Days

END = date(YEAR, LAST, 30)
AFTER_FINISH = 60  # days from the acceptance of a building to its use
# In which months those wait that are to start in the last quarter: 34, 39 and 28 of 101.
WAITING = (10,) * 34 + (11,) * 39 + (12,) * 28
# By the colours of August and September.
_LATE_START = {(RED, RED): 6, (YELLOW, RED): 7, (YELLOW, YELLOW): 8, (GREEN, YELLOW): 9}
_LATE_FINISH = {(RED, RED): 7, (YELLOW, RED): 8, (GREEN, YELLOW): 9}
# Not entered: begun in this month. Red in August and entered since: begun in May.
_ENTRY = {(YELLOW, RED): 6, (RED, GREEN): 5, (YELLOW, YELLOW): 7, (GREEN, YELLOW): 8}
_COLOURED = (4, 5, 5, 6, 6, 7)  # when those began that are behind
_WELL = (2, 2, 3, 3, 3, 4, 4, 5)
_WELL_LATE = (3, 3, 3, 4, 4, 5)  # a start planned for January or February is late from March on
_EARLY = (5, 6, 6, 7, 7, 8)


def put_days(dice: random.Random, slots: Sequence[Slot]) -> None:
    """Give every project its days, those that wait spread over the last quarter."""
    waiting = [one for one in slots if one.state == table.WAITING]
    months = {
        slot: WAITING[place * len(WAITING) // len(waiting)] for place, slot in enumerate(waiting)
    }
    overdue = [one for one in slots if one.state == table.OVERDUE and not one.known]
    forecasts = {slot: 11 if place % 5 == 4 else 10 for place, slot in enumerate(overdue)}
    for slot in slots:
        slot.days = _days(dice, slot, months.get(slot, 0), forecasts.get(slot, 0))


def _days(dice: random.Random, slot: Slot, waits: int, forecast: int) -> Days:
    planned, started = _start(dice, slot, waits)
    finish, finished = _finish(dice, slot, planned)
    use, used = finish, finished
    if slot.kind.template == "building":
        use = finish + timedelta(AFTER_FINISH)
        used = use - timedelta(dice.randint(0, 10)) if finished and use <= END else None
    return Days(
        planned_start=planned,
        started=started,
        planned_finish=finish,
        finished=finished,
        planned_commission=use,
        commissioned=used,
        entered=_entered(dice, slot, started),
        forecast_start=slot.known.get("forecast")
        or (date(YEAR, forecast, dice.randint(16, 27)) if forecast else None),
    )


def _start(dice: random.Random, slot: Slot, waits: int) -> tuple[date, date | None]:
    colours = (slot.course.august, slot.course.september)
    if slot.state == table.WAITING:
        return _day(dice, waits), None
    if slot.state == table.RESERVE:
        return _day(dice, dice.randint(3, 11), YEAR + 1), None
    if slot.state == table.OVERDUE:
        return slot.known.get("start") or _day(dice, _LATE_START[colours]), None
    if slot.state in (table.STARTED, table.EARLY):
        return _this_year(dice, slot, colours)
    years = (2021, 2022, 2022) if slot.state == table.CARRY else (2020, 2021, 2021)
    started = _day(dice, dice.randint(2, 11), dice.choice(years))
    if slot.kind.template == "linear":
        started = started.replace(year=started.year - dice.randint(0, 1))
    return max(started - timedelta(dice.randint(-10, 40)), date(started.year, 1, 4)), started


def _this_year(
    dice: random.Random, slot: Slot, colours: tuple[str, str]
) -> tuple[date, date | None]:
    if slot.course.begins:
        started = _day(dice, LAST)
    elif slot.course.family == "entry":
        started = _day(dice, _ENTRY[colours])
    elif slot.state == table.EARLY:
        started = _day(dice, dice.choice(_EARLY))
    else:
        well = _WELL_LATE if slot.is_late_start else _WELL
        started = _day(dice, dice.choice(well if colours == (GREEN, GREEN) else _COLOURED))
    if slot.state == table.EARLY:
        return _day(dice, dice.randint(10, 12)), started
    if slot.course.begins:
        return date(YEAR, LAST, dice.randint(1, started.day)), started
    first = started.replace(day=1)
    if slot.is_late_start:
        return first - timedelta(dice.randint(1, 24)), started
    return max(started - timedelta(dice.randint(-6, 5)), first), started


def _finish(dice: random.Random, slot: Slot, start: date) -> tuple[date, date | None]:
    if slot.state == table.FINISHED:
        finished = _day(dice, dice.choice((3, 4, 5, 6, 6, 7, 7, 8, 8, 9)))
        planned = finished + timedelta(dice.randint(-12, 45))
        return max(planned, finished.replace(day=1)), finished
    if slot.state == table.DUE:
        if slot.course.family == "finish":
            month = _LATE_FINISH[slot.course.august, slot.course.september]
            return date(YEAR, month, dice.randint(4, 26)), None
        return _day(dice, dice.choice((10, 10, 11, 11, 12, 12, 12))), None
    first = YEAR + 1 if slot.state == table.CARRY else max(YEAR + 1, start.year + 1)
    last = first + (2 if slot.kind.template == "linear" else 1)
    return _day(dice, dice.randint(3, 12), dice.randint(first, last)), None


def _entered(dice: random.Random, slot: Slot, started: date | None) -> date | None:
    """Into the library of statistics within weeks of the start."""
    if started is None:
        return None
    if slot.course.family == "entry":
        is_mended = slot.course.september == GREEN
        return date(YEAR, LAST, dice.randint(4, 20)) if is_mended else None
    entered = started + timedelta(dice.randint(8, 25))
    return entered if entered <= END else None


def _day(dice: random.Random, month: int, year: int = YEAR) -> date:
    """Some day of a month; of the last month's days the first four weeks."""
    return date(year, month, dice.randint(3, 27))
