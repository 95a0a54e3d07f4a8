"""A month's 上旬, 中旬 and 下旬, and the figure beside them."""

from decimal import Decimal
from itertools import pairwise
from typing import Protocol

DEKADS = (1, 2, 3)
_NOTHING = Decimal(0)


class Told(Protocol):
    """A row with amounts by key."""

    def money(self, column: str) -> Decimal | None: ...
    def months(self, column: str) -> dict[int, Decimal]: ...


def parts(row: Told, month: str) -> list[Decimal | None]:
    """The three 旬 of a month's key (completed@3), None where nothing stands."""
    return [row.money(f"{month}.{dekad}") for dekad in DEKADS]


def total(row: Told, month: str) -> Decimal | None:
    """The sum of the 旬 that are there; None where none is."""
    known = [part for part in parts(row, month) if part is not None]
    return sum(known, _NOTHING) if known else None


def runs_on(row: Told, column: str) -> bool:
    """Whether the figures beside the 旬 are of the year so far and not of their months.

    So they are when each is the one before and the month's 旬, and not the 旬 alone.
    """
    told = row.months(column)
    sums = {m: total(row, f"{column}@{m}") or _NOTHING for m in sorted(told)}
    follows = all(
        later == earlier + 1 and told[later] == told[earlier] + sums[later]
        for earlier, later in pairwise(sums)
    )
    return len(sums) > 1 and follows and any(told[month] != sums[month] for month in sums)
