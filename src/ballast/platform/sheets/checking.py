"""What a table declares of itself, against what lies in it.

Counts and sums of categories are added up once, from the bottom; a total that fails only
because a cell below it is faulty is that cell's consequence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .categories import TOTAL, class_of
from .cells import plain
from .tables import Category, Check, Row

_LONGEST_CLASS = 12  # signs of a text that may be a row's class


@dataclass
class Found:
    """What was met on the way down that a total may trip over."""

    lost: list[tuple[int | None, str, Row | None]] = field(default_factory=list)
    spoilt: dict[tuple[int, str], str] = field(default_factory=dict)  # line, column → faulty cell
    adrift: dict[int | None, str] = field(default_factory=dict)
    _since: int = 0

    def lose(self, category: int | None, cell: str, row: Row | None = None) -> None:
        """A line that may be a project and is none, for the fault at ``cell``."""
        self.lost.append((category, cell, row))

    def spoil(self, line: int, column: str, cell: str) -> None:
        """A cell of a project in which something wrong stands."""
        self.spoilt[line, column] = cell

    def drift(self, category: int | None, cell: str) -> None:
        """A line whose words cannot be read: what follows may belong to another category."""
        self.adrift.setdefault(category, cell)

    def begin(self, rows: int) -> None:
        self._since = rows

    def closes(self, rows: Sequence[Row], sums: Mapping[str, tuple[str, Decimal]]) -> bool:
        """Whether a subtotal is what the rows since the last one add up to."""
        own = rows[self._since :]
        return bool(own and sums) and all(
            declared == sum((row.money(column) or Decimal(0) for row in own), Decimal(0))
            for column, (_, declared) in sums.items()
        )


@dataclass
class _Sum:
    """What lies below a category: added up, with what is missing and why."""

    columns: Sequence[str]
    count: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    because: dict[str, str] = field(default_factory=dict)  # column → the first faulty cell
    lost: list[str] = field(default_factory=list)
    unknown: bool = False  # a lost line of which no amounts are known
    adrift: str = ""  # the cell after which rows may lie in a wrong category

    def add(self, row: Row, found: Found) -> None:
        for column in self.columns:
            value = row.values.get(column)
            if isinstance(value, Decimal):
                self.sums[column] = self.sums.get(column, Decimal(0)) + value
            elif (cell := found.spoilt.get((row.line, column))) is not None:
                self.because.setdefault(column, cell)
            else:
                self.blank.add(column)

    def lose(self, cell: str, row: Row | None, found: Found) -> None:
        self.lost.append(cell)
        if row is None:
            self.unknown = True
        else:
            self.add(row, found)

    def take(self, below: "_Sum") -> None:
        self.count += below.count
        for column, value in below.sums.items():
            self.sums[column] = self.sums.get(column, Decimal(0)) + value
        self.blank |= below.blank
        self.because = below.because | self.because
        self.lost += below.lost
        self.unknown |= below.unknown
        self.adrift = self.adrift or below.adrift


def check(categories: Sequence[Category], rows: Sequence[Row], found: Found) -> Iterator[Check]:
    columns = sorted({column for category in categories for column in category.sums})
    own, whole = _added(categories, rows, found, columns)
    parts = _Parts(categories, rows, found, columns) if any(c.part for c in categories) else None
    for place, category in enumerate(categories):
        if category.level == TOTAL:
            yield from _of(category, whole)
        elif not category.part:
            yield from _of(category, own[place])
        elif parts and (part := parts.of(category)):
            yield from _of(category, part)


def _added(
    categories: Sequence[Category], rows: Sequence[Row], found: Found, columns: Sequence[str]
) -> tuple[list[_Sum], _Sum]:
    """What lies below each category, and in the whole table."""
    sums, loose = [_Sum(columns) for _ in categories], _Sum(columns)

    def of(place: int | None) -> _Sum:
        return loose if place is None else sums[place]

    for row in rows:
        below = of(row.category)
        below.count += 1
        below.add(row, found)
    for place, cell, lost in found.lost:
        of(place).lose(cell, lost, found)
    for place, cell in found.adrift.items():
        of(place).adrift = cell
    # A child stands after its parent, so from the end each is complete before it is handed up.
    for place in range(len(categories) - 1, -1, -1):
        of(categories[place].parent).take(sums[place])
    return sums, loose


class _Parts:
    """The rows by the classes they bear: 其中：在建 is said of every row in a category 在建."""

    def __init__(
        self,
        categories: Sequence[Category],
        rows: Sequence[Row],
        found: Found,
        columns: Sequence[str],
    ) -> None:
        self.categories, self.found, self.columns = categories, found, columns
        self.wanted = {class_of(plain(c.name)) for c in categories if c.part}
        self.borne: dict[str, list[Row]] = {name: [] for name in self.wanted}
        classes = [class_of(plain(category.name)) for category in categories]
        for row in rows:
            for name in self._classes(row, classes) & self.wanted:
                self.borne[name].append(row)

    def _classes(self, row: Row, classes: Sequence[str]) -> set[str]:
        texts = (v for v in row.values.values() if isinstance(v, str) and len(v) <= _LONGEST_CLASS)
        return {class_of(plain(text)) for text in texts} | {
            classes[place] for place in self.within(row.category)
        }

    def within(self, place: int | None) -> Iterator[int]:
        while place is not None:
            yield place
            place = self.categories[place].parent

    def of(self, part: Category) -> _Sum | None:
        scope = part.parent
        rows = [
            row
            for row in self.borne[class_of(plain(part.name))]
            if scope is None or scope in self.within(row.category)
        ]
        if not rows:
            return None
        below = _Sum(self.columns, count=len(rows))
        for row in rows:
            below.add(row, self.found)
        below.lost = [cell for place, cell, _ in self.found.lost if scope in (None, place)]
        return below


def _of(category: Category, below: _Sum) -> Iterator[Check]:
    if category.count is not None:
        missing = category.count - below.count
        lost = below.lost[0] if 0 < missing <= len(below.lost) else ""
        because = lost or below.adrift
        yield Check("count", category.count_cell, category.count, below.count, because=because)
    for column, (cell, declared) in category.sums.items():
        total = below.sums.get(column, Decimal(0))
        spoilt = below.because.get(column) or (below.lost[0] if below.unknown else "")
        judged = bool(below.count) and column not in below.blank
        because = (spoilt if declared > total else "") or below.adrift
        yield Check(
            column, cell, declared, total, checkable=judged, because=because if judged else ""
        )
