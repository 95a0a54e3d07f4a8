"""三级协调: who coordinates an issue at which level, and within how many working days."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from .issues import Severity


class Holder(StrEnum):
    """Who an issue lies with at a level."""

    RESPONSIBLE = "responsible"  # 第一责任单位
    DEPARTMENT = "department"  # 市直牵头部门
    HEADQUARTERS = "headquarters"  # 领导小组


@dataclass(frozen=True, slots=True)
class Level:
    """One level: ``days`` working days, or ``major_days`` for what is major or grave."""

    number: int
    name_zh: str
    name_en: str
    days: int
    holder: Holder
    major_days: int | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """By language."""
        return {"zh": self.name_zh, "en": self.name_en}

    def days_for(self, severity: str) -> int:
        return self.days if severity == Severity.ORDINARY else self.major_days or self.days


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels in order, working days to accept, and to tell what was begun (None: not asked).

    Only the step onto the last level needs a signature.
    """

    preset: str
    levels: tuple[Level, ...]
    accept_days: int
    report_days: int | None = None

    @property
    def top(self) -> int:
        return self.levels[-1].number

    def level(self, number: int) -> Level:
        """The level of a number; the last one, where a ladder since became shorter."""
        return self.levels[min(number, self.top) - 1]


_NUMBERS = "一二三四五"
MOST_LEVELS = len(_NUMBERS)
_NAMES: Mapping[Holder, tuple[str, str]] = {
    Holder.RESPONSIBLE: ("属地和第一责任单位", "district and responsible unit"),
    Holder.DEPARTMENT: ("市直牵头部门", "lead department of the city"),
    Holder.HEADQUARTERS: ("领导小组", "headquarters"),
}


def ladder_of(
    days: Sequence[int],
    *,
    preset: str = "own",
    accept_days: int = 2,
    report_days: int | None = None,
    major_days: int | None = None,
) -> Ladder:
    """A ladder with so many working days at each level; at most five levels.

    The first lies with the responsible unit, the last of several with headquarters, those between
    with a department.
    """
    holders = [Holder.RESPONSIBLE, *[Holder.DEPARTMENT] * (len(days) - 2), Holder.HEADQUARTERS]
    levels = (
        Level(
            number,
            f"{_NUMBERS[number - 1]}级：{_NAMES[holder][0]}",
            f"Level {number}: {_NAMES[holder][1]}",
            count,
            holder,
            major_days,
        )
        for number, (count, holder) in enumerate(zip(days, holders, strict=False), 1)
    )
    return Ladder(preset, tuple(levels), accept_days, report_days)


STANDARD = ladder_of((5, 5, 10), preset="standard")
# 13710 (Shanxi, 2016): studied and deployed within 1 day, told within 3, ordinary matters solved
# within 7, major ones within 1 month, nothing left over. Days are counted as working days here,
# and the month as 21 of them.
RULE_13710 = ladder_of((7, 7, 7), preset="13710", accept_days=1, report_days=3, major_days=21)
PRESETS: Mapping[str, Ladder] = {one.preset: one for one in (STANDARD, RULE_13710)}


def ladder_faults(ladder: Ladder) -> list[str]:
    """The codes of what is wrong with a ladder."""
    numbers = [one.number for one in ladder.levels]
    found = {
        "ladder_levels": not 1 <= len(numbers) <= MOST_LEVELS
        or numbers != list(range(1, len(numbers) + 1)),
        "ladder_days": ladder.accept_days < 1
        or any(one.days < 1 or (one.major_days or 1) < 1 for one in ladder.levels),
        "ladder_names": any(not one.name_zh.strip() for one in ladder.levels),
    }
    return [code for code, wrong in found.items() if wrong]


def ladder_to_json(ladder: Ladder) -> dict[str, Any]:
    return asdict(ladder)


def ladder_from_json(stored: Mapping[str, Any]) -> Ladder:
    levels = (Level(**{**one, "holder": Holder(one["holder"])}) for one in stored["levels"])
    return Ladder(stored["preset"], tuple(levels), stored["accept_days"], stored["report_days"])
