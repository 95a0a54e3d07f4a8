"""The year's plan of each project, and what of it was completed by September and by August.

What a lamp shows bounds the amounts; within the bounds they are raked to the sums of units,
sectors and the provincial list (``raking``).
"""

import random
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from . import table
from .raking import Amount, mend, rake
from .shares import whole
from .slots import Slot
from .table import GREEN, GREY, RED, YELLOW
from .told import LAST

HUNDRED = 100  # 万元: plans are told in hundredths of 亿元
SPREAD = 0.45  # of the sizes of plans
# Time progress less 30 and less 10 points, with a little room: where red and yellow end.
_SEPTEMBER = {RED: (0.14, 0.446), YELLOW: (0.454, 0.647), GREEN: (0.654, 1.12)}
_AUGUST = {RED: (0.08, 0.362), YELLOW: (0.37, 0.563), GREEN: (0.572, 1.35)}
_LEAST = {RED: 0.0, YELLOW: 0.375, GREEN: 0.582, GREY: 0.49}  # so that August could be that


@dataclass(frozen=True, slots=True)
class Sums:
    """What amounts of one sort come to, in 万元, by unit, by sector, and by the province's list."""

    unit: Mapping[Hashable, float]
    sector: Mapping[Hashable, float]
    provincial: Mapping[Hashable, float]

    @property
    def every(self) -> float:
        return sum(self.unit.values())


def put_money(dice: random.Random, slots: Sequence[Slot]) -> None:
    """Give every project its plan and what was completed of it."""
    plan = _sums(slots, lambda one: one.row.planned, 1)
    _rake(slots, plan, [_plan(dice, one) for one in slots], "planned", HUNDRED)
    completed = _sums(slots, lambda one: one.row.completed, 2)
    _rake(slots, completed, [_completed(dice, one) for one in slots], "completed", 1)
    _rake_august(dice, slots, completed.every)


def _sums(slots: Sequence[Slot], of_row: Callable[[Slot], int], which: int) -> Sums:
    """The article's sums of a column, scaled to how many projects there are of each."""
    units: dict[Hashable, float] = {}
    sectors: dict[Hashable, float] = {}
    listed: dict[Hashable, float] = {}
    listed_each = table.PROVINCIAL[which] / table.PROVINCIAL[0]
    others = sum(one[which] for one in table.BY_SECTOR) - table.PROVINCIAL[which]
    other_each = others / (table.SIZE - table.PROVINCIAL[0])
    every = sum(of_row(one) / one.row.count for one in slots)
    for one in slots:
        sector = table.BY_SECTOR[one.sector]
        _add(units, one.unit.code, of_row(one) / one.row.count)
        _add(sectors, one.sector, sector[which] / sector[0])
        _add(listed, one.is_provincial, listed_each if one.is_provincial else other_each)
    total = round(every * table.TENTH / HUNDRED)
    return Sums(*(_fitted(total, kind) for kind in (units, sectors, listed)))


def _add(sums: dict[Hashable, float], label: Hashable, amount: float) -> None:
    sums[label] = sums.get(label, 0) + amount


def _fitted(total: int, sums: Mapping[Hashable, float]) -> dict[Hashable, float]:
    """The same parts of exactly ``total``, in hundreds of 万元."""
    parts = whole(total, list(sums.values()))
    return {label: part * HUNDRED for label, part in zip(sums, parts, strict=True)}


def _labels(slot: Slot) -> tuple[Hashable, ...]:
    return (slot.unit.code, slot.sector, slot.is_provincial, _is_red_in_both(slot))


def _is_red_in_both(slot: Slot) -> bool:
    return slot.course.august == slot.course.september == RED


def _rake(
    slots: Sequence[Slot], sums: Sums, amounts: Sequence[Amount], name: str, unit: int
) -> None:
    kinds: list[Mapping[Hashable, float]] = [sums.unit, sums.sector, sums.provincial]
    if name == "planned":
        both = sum(1 for one in slots if _is_red_in_both(one))
        red = round(table.RED_IN_BOTH * table.TENTH * both / 54 / HUNDRED) * HUNDRED
        kinds.append({True: red, False: sums.every - red})
    rake(amounts, kinds)
    mend(amounts, kinds, unit=unit)
    for slot, one in zip(slots, amounts, strict=True):
        setattr(slot, name, round(one.value))


def _plan(dice: random.Random, slot: Slot) -> Amount:
    """Most are small, a few large; no larger than eight times what its kind would have it be."""
    if "planned" in slot.known:
        amount = float(slot.known["planned"])
        return Amount(amount, amount, amount, _labels(slot))
    spread = SPREAD if slot.has_begun and slot.colour(LAST) == GREEN else SPREAD / 2
    amount = slot.weight * 3_000 * dice.lognormvariate(0, spread)
    return Amount(amount, max(amount * 0.1, 3 * HUNDRED), amount * 8, _labels(slot))


def _completed(dice: random.Random, slot: Slot) -> Amount:
    low, high = _bounds(slot)
    if "completed" in slot.known:
        low = high = slot.known["completed"] / slot.planned
    value = low + (high - low) * dice.betavariate(3, 3)
    return Amount(value * slot.planned, low * slot.planned, high * slot.planned, _labels(slot))


def _bounds(slot: Slot) -> tuple[float, float]:
    """Between which parts of the year's plan the completed amount must lie in September."""
    august, september = slot.colour(8), slot.colour(LAST)
    if not slot.has_begun:
        return 0, 0
    if slot.course.begins:
        return (0.15, 0.43) if september == RED else (0.46, 0.64)
    if september == GREY:
        return _AUGUST[GREEN if august == GREY else august]
    low, high = _SEPTEMBER[september]
    if september != GREEN:
        return (max(low, _LEAST[august]), high)
    if slot.state == table.FINISHED:
        return (0.9, 1.36) if slot.is_provincial else (0.85, 1.08)
    if slot.state == table.EARLY:
        return (low, 1.5)
    return (low, 1.55 if slot.is_provincial else high)


def _rake_august(dice: random.Random, slots: Sequence[Slot], september: float) -> None:
    amounts = [_august(dice, one) for one in slots]
    wanted = september * table.AUGUST / sum(one[2] for one in table.BY_SECTOR)
    kinds: list[Mapping[Hashable, float]] = [{"": round(wanted)}]
    rake(amounts, kinds)
    mend(amounts, kinds, unit=1)
    for slot, one in zip(slots, amounts, strict=True):
        slot.august = round(one.value)


def _august(dice: random.Random, slot: Slot) -> Amount:
    low, high = _august_bounds(slot)
    if "months" in slot.known:
        low = high = sum(slot.known["months"])
    value = low + (high - low) * dice.betavariate(3, 3)
    return Amount(value, low, high, ("",))


def _august_bounds(slot: Slot) -> tuple[float, float]:
    """Whole 万元 by the end of August: what its lamp showed then, and no more than there is now."""
    done, august = slot.completed, slot.colour(8)
    if not slot.has_begun_by_august:
        return 0, 0
    # Who was silent in August stood still in it and after it: no month's amount is in doubt.
    if GREY in (august, slot.colour(LAST)) or slot.is_over:
        return done, done
    low, high = (part * slot.planned for part in _AUGUST[august])
    if august == GREEN:
        low = max(low, done * 0.8)
    elif august == RED:
        low = max(low, min(done * 0.75, high * 0.9))
    return min(low, done), min(high, done * 0.985)
