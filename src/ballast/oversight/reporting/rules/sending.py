"""What goes up to a superior: in which layout, which figures, and how they differ later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Layout(StrEnum):
    """The layouts a superior asks for; each reads in again as a ledger."""

    MONTHLY = "MONTHLY"  # 重点项目月报, with its summary rows
    GOALS = "GOALS"  # 年度目标及形象进度完成情况汇总表
    DETAIL = "DETAIL"  # 年度项目明细表
    FIVE_YEAR = "FIVE_YEAR"  # 五年规划重点项目汇总表


# What is remembered of each project that went up. Money in yuan.
SENT = (
    "total_investment_yuan",
    "planned_yuan",
    "month_yuan",
    "completed_yuan",
    "since_start_yuan",
)

Fields = Mapping[str, Any]
Kept = Mapping[str, Mapping[str, str | None]]  # by number: name, and the figures as text


def kept(rows: Iterable[Fields]) -> dict[str, dict[str, str | None]]:
    """The figures of rows as they are remembered, by the projects' numbers."""
    return {
        row["number"]: {
            "name": row["name"],
            **{name: None if row[name] is None else str(row[name]) for name in SENT},
        }
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure as it went up and as it is now, in yuan; None where nothing is known."""

    sent: Decimal | None
    now: Decimal | None

    @property
    def differs(self) -> bool:
        return self.sent != self.now

    @property
    def difference(self) -> Decimal:
        """Now less sent, unknown counting as nothing."""
        return (self.now or Decimal(0)) - (self.sent or Decimal(0))


@dataclass(frozen=True, slots=True)
class SentLine:
    """One project that went up otherwise than it stands now.

    ``only`` is "sent" or "now" where it is in one of the two lists alone.
    """

    number: str
    name: str
    only: str
    figures: Mapping[str, Pair]


@dataclass(frozen=True, slots=True)
class SentDifference:
    """How what went up differs: by project, and over all projects."""

    count: Pair
    sums: Mapping[str, Pair]
    lines: tuple[SentLine, ...]


def difference(sent: Kept, now: Kept) -> SentDifference:
    """What went up against the figures of another revision, projects in order of number."""
    lines = []
    for number in sorted(sent.keys() | now.keys()):
        before, after = sent.get(number), now.get(number)
        pairs = {name: Pair(_figure(before, name), _figure(after, name)) for name in SENT}
        only = "" if before and after else "sent" if before else "now"
        if only or any(pair.differs for pair in pairs.values()):
            name = str((after or before or {})["name"])
            lines.append(SentLine(number, name, only, pairs))
    sums = {name: Pair(_sum(sent, name), _sum(now, name)) for name in SENT}
    return SentDifference(Pair(Decimal(len(sent)), Decimal(len(now))), sums, tuple(lines))


def _figure(fields: Mapping[str, str | None] | None, name: str) -> Decimal | None:
    text = fields.get(name) if fields else None
    return None if text is None else Decimal(text)


def _sum(kept: Kept, name: str) -> Decimal | None:
    """None where nothing of it is known of any project."""
    known = [one for fields in kept.values() if (one := _figure(fields, name)) is not None]
    return sum(known, Decimal(0)) if known else None
