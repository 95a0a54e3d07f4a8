"""What categories declare, against what lies in them, from the bottom up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from .categories import TOTAL
from .tables import Category, Check, Row


def check(categories: Sequence[Category], rows: Sequence[Row]) -> Iterator[Check]:
    below: list[list[Row]] = [[] for _ in categories]
    for row in rows:
        if row.category is not None:
            below[row.category].append(row)
    # A child stands after its parent, so from the end each is complete before it is handed up.
    for place in range(len(categories) - 1, -1, -1):
        parent = categories[place].parent
        if parent is not None:
            below[parent] += below[place]
    for category, own in zip(categories, below, strict=True):
        yield from _of(category, list(rows) if category.level == TOTAL else own)


def _of(category: Category, rows: Sequence[Row]) -> Iterator[Check]:
    if category.count is not None:
        yield Check("count", category.count_cell, category.count, len(rows))
    for column, (cell, declared) in category.sums.items():
        amounts = [row.money(column) for row in rows]
        yield Check(
            column,
            cell,
            declared,
            sum((a for a in amounts if a is not None), Decimal(0)),
            checkable=bool(rows) and None not in amounts,
        )
