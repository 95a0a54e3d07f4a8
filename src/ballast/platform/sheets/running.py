"""累计 beside the 旬 of a month: the month's own sum, or all months up to it. The figures tell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from .cells import amount, key
from .grids import Grid
from .headings import Column, Heading, Unknown
from .months import moment

_RUNNING = ("累计", "累计完成", "累计完成投资", "累计完成投资额")
_LOOKED_AT = 50  # rows


def settle(
    grid: Grid,
    bottom: int,
    headings: Sequence[Heading],
    unknown: Sequence[Unknown],
    to_month: Column | None,
) -> Iterator[tuple[Unknown, Heading]]:
    """The columns 累计 whose meaning most rows agree on, as the headings they are.

    ``to_month`` is the column of what was completed up to a month, where the form has one.
    """
    dekads = {(h.month or 0, h.dekad): h for h in headings if h.dekad}
    for column in unknown:
        month = moment(column.path).month or 0
        first = dekads.get((month, 1))
        if first is None or key(column.path[-1]) not in _RUNNING:
            continue
        own = [h.place for (m, _), h in dekads.items() if m == month]
        since = [h.place for (m, _), h in dekads.items() if m <= month]
        heading = replace(first, place=column.place, cell=column.cell, path=column.path, dekad=None)
        if _agrees(grid, bottom, column.place, own):
            yield column, heading
        elif to_month and _agrees(grid, bottom, column.place, since):
            yield column, replace(heading, column=to_month)


def _agrees(grid: Grid, bottom: int, place: int, parts: Sequence[int]) -> bool:
    agree = differ = 0
    for line in range(bottom + 1, min(bottom + 1 + _LOOKED_AT, len(grid.rows))):
        whole = _number(grid, line, place)
        if whole:
            same = whole == sum((_number(grid, line, part) for part in parts), Decimal(0))
            agree, differ = agree + same, differ + (not same)
    return agree > differ


def _number(grid: Grid, line: int, place: int) -> Decimal:
    try:
        return amount(grid.value(line, place)) or Decimal(0)
    except ValueError:
        return Decimal(0)
