"""The months of a row that has one column for each, and their 旬."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from ballast.platform.sheets.reading import Fault, Row

IN_MONTH = "in_month"
_DEKADS = (1, 2, 3)

Months = Mapping[int, Decimal]


def months_of(row: Row) -> tuple[dict[int, Decimal], list[Fault]]:
    """What was completed in each month, in yuan; and the doubts about the 旬 below it.

    A month without a sum of its own is the sum of its three 旬. Where each figure is the one
    before and the month's 旬, the figures run on from January, and the 旬 are the month's.
    """
    told = row.months(IN_MONTH)
    sums = {month: total for month in range(1, 13) if (total := _of_dekads(row, month)) is not None}
    if _runs_on(told, sums):
        return sums, []
    doubts = [
        Fault(
            "dekads_differ",
            row.cells[f"{IN_MONTH}@{month}"],
            {"declared": told[month], "found": total},
        )
        for month, total in sums.items()
        if month in told and told[month] != total
    ]
    return {**sums, **told}, doubts


def _of_dekads(row: Row, month: int) -> Decimal | None:
    """The sum of a month's 旬; None where one of them is not there."""
    parts = [row.money(f"{IN_MONTH}@{month}.{dekad}") for dekad in _DEKADS]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _runs_on(told: Months, sums: Months) -> bool:
    """Whether the figures are of the year so far, not of their months."""
    both = sorted(told.keys() & sums.keys())
    follows = all(
        later == earlier + 1 and told[later] == told[earlier] + sums[later]
        for earlier, later in pairwise(both)
    )
    return len(both) > 1 and follows and any(told[month] != sums[month] for month in both)


def holes(months: Months, last: int) -> Iterator[int]:
    """Months without a figure between the first that has one and ``last``."""
    first = min(months, default=last)
    return (month for month in range(first, last + 1) if month not in months)
