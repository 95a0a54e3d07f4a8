"""The months of a row that has one column for each."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ballast.platform.sheets.reading import Row, dekads

IN_MONTH = "in_month"


def months_of(row: Row) -> dict[int, Decimal]:
    """What was completed in each month, in yuan.

    A month without a figure of its own is the sum of its three 旬; so is each one where the
    figures run on from January.
    """
    sums: dict[int, Decimal] = {}
    for month in range(1, 13):
        known = [part for part in dekads.parts(row, f"{IN_MONTH}@{month}") if part is not None]
        if len(known) == len(dekads.DEKADS):
            sums[month] = sum(known, Decimal(0))
    if dekads.runs_on(row, IN_MONTH):
        return sums
    return {**sums, **row.months(IN_MONTH)}


def holes(months: Mapping[int, Decimal], last: int) -> Iterator[int]:
    """Months without a figure between the first that has one and ``last``."""
    first = min(months, default=last)
    return (month for month in range(first, last + 1) if month not in months)
