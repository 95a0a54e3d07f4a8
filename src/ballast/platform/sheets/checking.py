"""What categories declare, against what lies in them, from the bottom up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .categories import TOTAL
from .faults import Fault

if TYPE_CHECKING:
    from .reading import Category, Row


@dataclass(frozen=True, slots=True)
class Check:
    """One declared count or sum beside what was found.

    A sum is checkable when every project below it has an amount. A count that disagrees is
    grave: a row is missing or stands in the wrong place. A sum that disagrees is a doubt:
    offices round by hand, and nothing that is kept comes from it.
    """

    kind: str  # "count", or the column summed
    cell: str
    declared: int | Decimal
    found: int | Decimal
    checkable: bool = True

    @property
    def agrees(self) -> bool:
        return self.declared == self.found

    @property
    def grave(self) -> bool:
        return self.kind == "count"

    @property
    def fault(self) -> Fault | None:
        if self.agrees or not self.checkable:
            return None
        code = "count_differs" if self.grave else "sum_differs"
        return Fault(code, self.cell, {"declared": self.declared, "found": self.found})


def check(categories: Sequence["Category"], rows: Sequence["Row"]) -> Iterator[Check]:
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


def _of(category: "Category", rows: Sequence["Row"]) -> Iterator[Check]:
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
