"""What each month brought and was told of, from the start of a project's year to September.

Money goes in with the seasons, from the month in which ground is broken; works in words and per
cent follow the money since the start of the works.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from . import table
from .kinds import data
from .shares import drawn, whole
from .slots import Slot, scaled
from .table import GREY
from .told import LAST, START, YEAR, Filed

UNREADY = 0.3  # of those that wait tell what their start lacks
WORRIED = 0.08  # of those that do well tell of something, too
FIRST_MONTH = 0.55  # of a month's usual amount: who has just begun
MONTHS = range(START, LAST + 1)
_BEHIND, _SLOW = 0.097, 0.115  # of the year, behind time: just not warned of, and warned of
_SPRING = 6  # until this month


def unreported(
    dice: random.Random, slots: Sequence[Slot], size: int
) -> Mapping[int, frozenset[Slot]]:
    """Who told nothing in which month; of August and September their courses tell."""
    missing = {
        month: frozenset(
            drawn(dice, [one for one in slots if _may_miss(one)], scaled(count, size), _likely)
        )
        for month, count in table.UNREPORTED.items()
    }
    missing[8] = frozenset(one for one in slots if one.course.august == GREY)
    missing[9] = frozenset(one for one in slots if one.course.september == GREY)
    return missing


def _may_miss(slot: Slot) -> bool:
    """Not whom papers name; who is silent in August has told of July."""
    return not slot.known and slot.course.august != GREY


def _likely(slot: Slot) -> float:
    return max(1.05 - slot.rate, 0.05) * (0.3 if slot.is_provincial else 1)


def _amounts(dice: random.Random, slot: Slot) -> list[int]:
    """What was completed in each period from 1—2月 to September, whole 万元."""
    if "months" in slot.known:
        return [*slot.known["months"], slot.completed - slot.august]
    begun = slot.days.started
    first = begun.month if begun and begun.year == YEAR else START
    over = slot.days.finished.month if slot.days.finished else LAST
    weights = [
        season * dice.uniform(0.7, 1.3) * (FIRST_MONTH if month == first > START else 1)
        if max(first, START) <= month <= over
        else 0
        for month, season in table.SEASONS.items()
    ]
    if slot.course.august == GREY:
        weights[-1] = 0
    spent = whole(slot.august, weights)
    if not slot.is_lit:
        spent = _within(slot, spent, max(first, START))
    return [*spent, slot.completed - slot.august]


def _within(slot: Slot, spent: Sequence[int], first: int) -> list[int]:
    """The same sum, so that no month before August is ten points behind time.

    Of those that were slow in spring each until June is, by a little more.
    """
    sums = [0]
    for month, amount in zip(table.SEASONS, spent, strict=True):
        done = sums[-1] + amount
        least = int(slot.planned * (month / 12 - _BEHIND)) + 1
        if slot.is_slow_early and month <= _SPRING:
            done = min(done, int(slot.planned * (month / 12 - _SLOW)))
        elif month >= first:
            done = max(done, least)
        sums.append(min(max(done, sums[-1]), slot.august))
    sums[-1] = slot.august
    return [after - before for before, after in pairwise(sums)]


class Telling:
    """How one project's months are told."""

    def __init__(self, dice: random.Random, slot: Slot, *, before: int, total: int) -> None:
        self._slot, self._before, self._total = slot, before, total
        self._style = dice.randrange(3)
        self._dice = dice
        self._cause, self._trouble = _trouble(dice, slot)
        self._quiet = dice.random()

    def months(self, silent: Mapping[int, frozenset[Slot]]) -> Iterator[tuple[int, Filed]]:
        """Each month that was told, with what those before it that were not had brought."""
        done = told = percent = 0
        for month, amount in zip(MONTHS, _amounts(self._dice, self._slot), strict=True):
            done += amount
            if self._slot in silent[month]:
                continue
            caught_up, told = done - amount - told, done
            if amount or not percent:  # works stand still where no money goes in
                percent = self._percent(done)
            yield (
                month,
                Filed(
                    in_month=amount,
                    completed=done,
                    caught_up=caught_up,
                    words=self._words(month, percent, stands_still=not amount),
                    percent=percent,
                    trouble=self._trouble if self._is_troubled(month, done) else "",
                    cause=self._cause if self._is_troubled(month, done) else "",
                ),
            )

    def _percent(self, done: int) -> int:
        """How much of the works is built, by the money that went in."""
        return (self._before + done) * 100 // self._total

    def _words(self, month: int, percent: int, *, stands_still: bool) -> str:
        slot = self._slot
        finished, started = slot.days.finished, slot.days.started
        if finished and finished.month <= month:
            how = data("words")["finished"][slot.kind.template]
            return f"{finished.month}月{finished.day}日{how}。"
        if started is None or (started.year, started.month) > (YEAR, month):
            return self._ahead(month)
        if stands_still:
            return f"{month}月停工待料，形象进度{percent}%。"
        if "stage" in slot.known and month >= 7:
            return f"{month}月{slot.known['stage']}，形象进度{percent}%。"
        stages = data("words")["stages"][slot.kind.stages]
        stage = [one for one in stages if one["from"] <= percent][-1]
        words = stage["words"][(self._style + month) % len(stage["words"])]
        return f"{month}月{words}，形象进度{percent}%。"

    def _ahead(self, month: int) -> str:
        """Before ground is broken: one step nearer each month or two."""
        told, planned = data("words")["ahead"], self._slot.days.planned_start.month
        words = told.get(self._slot.kind.template, told["words"])
        if planned <= month and not self._slot.has_begun:
            return f"原计划{planned}月开工，{told['overdue']}。"
        return (
            f"{words[max(len(words) - 1 - max(planned - month, 0) // 2, 0)]}，计划{planned}月开工。"
        )

    def _is_troubled(self, month: int, done: int) -> bool:
        if not self._trouble:
            return False
        if not self._slot.has_begun:
            is_asked = self._slot.state == table.OVERDUE or self._quiet < UNREADY
            return is_asked and month >= self._slot.days.planned_start.month - 1
        started = self._slot.days.started
        if started and started > date(YEAR, month, 28):
            return False
        rate = done / self._slot.planned
        return rate < month / 12 - 0.1 or (self._quiet < WORRIED and month % 3 == 0)


def _trouble(dice: random.Random, slot: Slot) -> tuple[str, str]:
    """What holds a project up, and under which head of causes."""
    if any(slot.trouble):
        return slot.trouble
    if "trouble" in slot.known:
        return slot.known["cause"], f"{slot.known['trouble']}。"
    kinds = data("words")["trouble"]
    weights = [one["weight"][slot.kind.template] for one in kinds]
    [kind] = dice.choices(kinds, weights)
    is_private = slot.kind.investor == "民间投资"
    said = kind["words"] if is_private else kind.get("public", kind["words"])
    words = dice.choice(said).format(n=dice.randint(kind["lo"], kind["hi"]))
    return kind["cause"], f"{words}。"
