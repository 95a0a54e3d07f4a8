"""From a place in the mix to a project with all that is told of it."""

import random
from collections.abc import Mapping, Sequence

from . import table
from .kinds import data
from .land import position
from .months import Telling, unreported
from .naming import Called, Namer
from .people import People
from .shares import drawn, whole
from .slots import Slot, scaled
from .told import YEAR, Work

HUNDRED = 100  # 万元
_SPLIT = 0.4  # of the projects have their year split by month
# What part of the total the year's plan is, at most and at least.
_SHARES = {
    **dict.fromkeys((table.CARRY, table.DUE, table.FINISHED), (0.48, 0.12)),
    **dict.fromkeys((table.WAITING, table.OVERDUE, table.EARLY), (0.3, 0.04)),
    table.STARTED: (0.5, 0.1),
}
_CLASSES = {
    **dict.fromkeys((table.DUE, table.FINISHED), "竣工投产"),
    **dict.fromkeys((table.STARTED, table.EARLY, table.WAITING, table.OVERDUE), "新开工"),
    table.CARRY: "续建",
    table.RESERVE: "预备",
}


class Maker:
    """Makes the projects of one city, one after the other; names and codes are its own."""

    def __init__(self, dice: random.Random, slots: Sequence[Slot], size: int) -> None:
        self._dice = dice
        self._namer, self._people = Namer(dice, size), People(dice)
        self._namer.take(slots)
        self._silent = unreported(dice, slots, size)
        self._changes = _changes(dice, slots, size)
        self._reasons: list[Mapping[str, str]] = []
        self._serial = 100_100

    def work(self, slot: Slot) -> Work:
        """The project of a place; of one that waits in the reserve no month tells."""
        dice = self._dice
        if slot.state == table.OVERDUE and not slot.known:
            slot.trouble = self._why_not(slot)
        called = self._namer.called(slot)
        total, before = _investment(dice, slot)
        planned, why = self._changes.get(slot, (slot.planned, ""))
        is_reserved = slot.state == table.RESERVE
        telling = Telling(dice, slot, before=before, total=total)
        return Work(
            path=slot.kind.path,
            name=called.name,
            code=slot.known.get("code") or self._code(slot, called),
            content=slot.known.get("content") or slot.pattern.content_of(total),
            span=f"{slot.days.planned_start.year}-{slot.days.planned_finish.year}",
            total=total,
            before=before,
            tier="省重点" if slot.is_provincial else "市重点",
            build_type=_build(slot, called.name),
            investor=slot.kind.investor,
            address=called.address,
            region_code=called.area.region_code,
            position=position(dice, called.area.region_code),
            template=slot.kind.template,
            plan_class=_CLASSES[slot.state],
            planned=planned,
            adjusted=slot.planned if why else None,
            why=why,
            goal=_goal(dice, slot),
            owner=called.owner,
            unit=slot.unit,
            days=slot.days,
            people=tuple(self._people.answering(slot)),
            months={} if is_reserved else dict(telling.months(self._silent)),
            split=() if why or is_reserved else _split(dice, slot),
            late=slot.known.get("late", {}),
            marks=slot.known.get("marks", {}),
        )

    def _why_not(self, slot: Slot) -> tuple[str, str]:
        """The next reason not to have begun; lack of a firm's money is that of a firm's project."""
        is_private = slot.kind.investor == "民间投资"
        self._reasons = self._reasons or list(data("words")["overdue"])
        why = min(self._reasons, key=lambda one: (one["cause"] == "企业资金") != is_private)
        self._reasons.remove(why)
        return why["cause"], f"{why['words']}。"

    def _code(self, slot: Slot, called: Called) -> str:
        """A code of the national shape under a region that no table has."""
        year = max(min(slot.days.planned_start.year, YEAR) - 1, 2020)
        self._serial += self._dice.randint(3, 40)
        month = self._dice.randint(1, 12)
        return f"{year % 100}{month:02}-{called.area.region_code}-04-01-{self._serial}"


def _build(slot: Slot, name: str) -> str:
    return "迁建" if "迁建" in name else slot.kind.build


def _investment(dice: random.Random, slot: Slot) -> tuple[int, int]:
    """Total investment and what of it was completed before this year: the year fits between.

    The total is that of such a work, as far as the year's plan is a fitting part of it.
    """
    if "total" in slot.known:
        return slot.known["total"], slot.known.get("before", 0)
    usual = slot.pattern.size * 10_000 * dice.uniform(0.8, 1.5)
    if slot.state == table.RESERVE:
        return _hundreds(usual), 0
    year = max(slot.planned, slot.completed) * (1.0 if slot.state == table.FINISHED else 1.02)
    most, least = _SHARES[slot.state]
    total = _hundreds(min(max(usual, year / most), year / least))
    if slot.state in (table.CARRY, table.DUE, table.FINISHED):
        rest = total - (slot.completed if slot.state == table.FINISHED else round(year))
        return total, round(rest * dice.uniform(0.12, 0.8)) if slot.state == table.CARRY else rest
    return total, 0


def _hundreds(amount: float) -> int:
    return max(round(amount / HUNDRED), 12) * HUNDRED


def _changes(
    dice: random.Random, slots: Sequence[Slot], size: int
) -> Mapping[Slot, tuple[int, str]]:
    """What was planned before the July adjustment, of those it cut and raised, and why."""
    words = data("words")["changes"]
    plain = [one for one in slots if not one.known and one.has_begun]
    behind = [one for one in plain if one.course.family == "progress" and one.is_lit]
    ahead = [one for one in plain if one.course is table.PLAIN and one.state == table.CARRY]
    cut = drawn(dice, behind, scaled(table.CUT, size), _alike)
    raised = drawn(dice, ahead, scaled(table.RAISED, size), _alike)
    before = {one: (dice.uniform(1.08, 1.45), dice.choice(words["cut"])) for one in cut}
    before |= {one: (dice.uniform(0.72, 0.94), dice.choice(words["raised"])) for one in raised}
    return {
        one: (round(one.planned * part / HUNDRED) * HUNDRED, why)
        for one, (part, why) in before.items()
        if round(one.planned * part / HUNDRED) * HUNDRED != one.planned
    }


def _alike(_: Slot) -> float:
    return 1


def _goal(dice: random.Random, slot: Slot) -> str:
    if "goal" in slot.known:
        return str(slot.known["goal"])
    goals = data("words")["goals"]
    if slot.state == table.RESERVE:
        return f"{dice.choice(goals['reserve'])}。"
    if slot.state in (table.DUE, table.FINISHED):
        group = "produces" if slot.kind.template in ("industrial", "retrofit") else "finished"
    else:
        group = slot.kind.template if slot.state == table.CARRY else "begins"
    return f"{dice.choice(goals[group])}。"


def _split(dice: random.Random, slot: Slot) -> tuple[int, ...]:
    """The year's plan by month, of some: as the seasons go, from the month of the start on."""
    if "split" in slot.known:
        return tuple(slot.known["split"])
    if dice.random() > _SPLIT:
        return ()
    first = slot.days.planned_start.month if slot.days.planned_start.year == YEAR else 1
    last = slot.days.planned_finish.month if slot.days.planned_finish.year == YEAR else 12
    weights = [
        dice.uniform(0.8, 1.2) * (0.6 if month < 3 else 1.0) if first <= month <= last else 0
        for month in range(1, 13)
    ]
    return tuple(part * 10 for part in whole(slot.planned // 10, weights))
