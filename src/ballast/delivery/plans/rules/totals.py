"""Counts and amounts that add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Projects as listed, with bundles split into their works, and their year's amount in yuan."""

    listed: int = 0
    split: int = 0
    planned_yuan: Decimal = Decimal(0)


def add_up(sums: Iterable[Sums]) -> Sums:
    rows = list(sums)
    return Sums(
        sum(one.listed for one in rows),
        sum(one.split for one in rows),
        sum((one.planned_yuan for one in rows), Decimal(0)),
    )
