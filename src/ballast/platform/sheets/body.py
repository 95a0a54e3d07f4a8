"""The rows below a heading, gone down once: categories, projects, notes, faults.

A category ends where the next one of its own or a higher level begins, or with the body;
what it declares is only compared (``checking``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from .categories import TOTAL, Label, count_alone, is_note, is_subtotal, label_of
from .cells import LARGEST_YUAN, amount, key, plain, shown, unit_stated, yuan
from .checking import check
from .faults import Fault
from .grids import Grid, Void
from .headings import NAME, SEQUENCE, Head, Heading, Kind
from .tables import Category, Row, Table

_NUMBERED = re.compile(r"\d{1,6}(?:[.-]\d{1,4})*[.、]?")
_LONGEST_CATEGORY = 60


def table_below(head: Head, grid: Grid) -> tuple[Table, list[Fault], list[Fault]]:
    """The table under a heading, its faults and its doubts."""
    body = _Body(grid, head)
    body.walk()
    return body.table(), body.faults, body.doubts


@dataclass
class _Body:
    grid: Grid
    head: Head
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # the categories begun and not ended

    def __post_init__(self) -> None:
        self.name_at = self.head.at(NAME) or 0
        self.sequence_at = self.head.at(SEQUENCE)
        self.others = [h for h in self.head.headings if h.column.key not in (NAME, SEQUENCE)]
        self.name_heading = key(self.grid.spread(self.head.bottom, self.name_at))

    def walk(self) -> None:
        for line in range(self.head.bottom + 1, len(self.grid.rows)):
            if any(shown(value) for value in self.grid.rows[line]):
                self._take(line)

    def table(self) -> Table:
        above = tuple(self._above())
        return Table(
            sheet=self.grid.sheet,
            title=above[0][1] if above else self.grid.sheet,
            above=above,
            headings=self.head.headings,
            categories=tuple(self.categories),
            rows=tuple(self.rows),
            notes=tuple(self.notes),
            checks=tuple(check(self.categories, self.rows)),
        )

    def _above(self) -> Iterator[tuple[str, str]]:
        for row, line in enumerate(self.grid.rows[: self.head.top]):
            for column, value in enumerate(line):
                if text := shown(value):
                    yield self.grid.ref(row, column), text

    def _take(self, line: int) -> None:
        ordinal, name = self._ordinal(line), plain(self.grid.value(line, self.name_at))
        label = label_of(ordinal, name)
        if _NUMBERED.fullmatch(ordinal) and not (label and label.count is not None):
            self._numbered(line, name)
        elif label and (label.count is not None or not self._texts(line)):
            self._category(line, label)
        elif self._is_heading(line, name):
            return
        else:
            self._unnumbered(line, ordinal, name)

    def _is_heading(self, line: int, name: str) -> bool:
        """The heading printed again on a new page, or the unit in a row of its own."""
        texts = [key(value) for value in self.grid.rows[line] if shown(value)]
        alone = len(texts) == 1 and unit_stated(texts[0]) is not None
        return alone or (bool(name) and key(name) == self.name_heading)

    def _ordinal(self, line: int) -> str:
        return "" if self.sequence_at is None else plain(self.grid.value(line, self.sequence_at))

    def _texts(self, line: int) -> list[str]:
        """The words of a row beside its number and name, a count aside."""
        texts = (
            plain(self.grid.value(line, h.place)) for h in self.others if h.column.kind is Kind.TEXT
        )
        return [text for text in texts if text and count_alone(text) is None]

    def _is_empty(self, line: int) -> bool:
        return not any(shown(self.grid.value(line, h.place)) for h in self.others)

    def _numbered(self, line: int, name: str) -> None:
        if name:
            self._project(line)
        elif self._has_merged_name(line) or not self._is_empty(line):
            self._nameless(line)

    def _unnumbered(self, line: int, ordinal: str, name: str) -> None:
        first = next(text for value in self.grid.rows[line] if (text := plain(value)))
        cell = self.grid.ref(line, self.name_at)
        if is_note(first) or (self.notes and self._is_empty(line)):
            self.notes.append(first)
        elif is_subtotal(ordinal + name):
            self.doubts.append(Fault("subtotal_unchecked", cell))
        elif name and (self.sequence_at is None or not self._is_empty(line)):
            self._project(line)
            if self.sequence_at is not None:
                self.doubts.append(Fault("sequence_missing", cell, {"name": name}))
        elif name or ordinal:
            self.faults.append(Fault("row_unclear", cell, {"text": first[:40]}))
        elif not self._is_empty(line):
            self._nameless(line)

    def _nameless(self, line: int) -> None:
        code = "name_merged" if self._has_merged_name(line) else "cell_name_missing"
        self.faults.append(Fault(code, self.grid.ref(line, self.name_at)))

    def _has_merged_name(self, line: int) -> bool:
        return self.head.bottom < self.grid.anchor(line, self.name_at)[0] < line

    def _category(self, line: int, label: Label) -> None:
        place = self.name_at if plain(self.grid.value(line, self.name_at)) else self.sequence_at
        cell = count_cell = self.grid.ref(line, place or 0)
        if label.level != TOTAL and not label.name:
            self.faults.append(Fault("category_unnamed", cell))
        if len(label.name) > _LONGEST_CATEGORY:
            self.faults.append(Fault("cell_text_too_long", cell, {"limit": _LONGEST_CATEGORY}))
        count = label.count
        if count is None:
            count, count_cell = self._count_alone(line, cell)
        sums = self._sums(line)
        while self.open and self.categories[self.open[-1]].level >= label.level:
            self.open.pop()
        parent = self.open[-1] if self.open and label.level != TOTAL else None
        self.categories.append(
            Category(label.level, label.name, cell, parent, count, count_cell, sums)
        )
        if label.level != TOTAL:
            self.open.append(len(self.categories) - 1)

    def _count_alone(self, line: int, cell: str) -> tuple[int | None, str]:
        """A count in a cell of its own, beside the name."""
        for heading in self.others:
            text = plain(self.grid.value(line, heading.place))
            if heading.column.kind is Kind.TEXT and (count := count_alone(text)) is not None:
                return count, self.grid.ref(line, heading.place)
        return None, cell

    def _sums(self, line: int) -> dict[str, tuple[str, Decimal]]:
        sums = {}
        for heading in self.others:
            if heading.column.kind is Kind.MONEY:
                figure = self._money(line, heading)
                if figure is not None:
                    sums[heading.column.key] = (self.grid.ref(line, heading.place), figure)
        return sums

    def _project(self, line: int) -> None:
        values: dict[str, str | Decimal] = {}
        cells: dict[str, str] = {}
        for heading in self.head.headings:
            anchor = self.grid.anchor(line, heading.place)
            beside = anchor[1] != heading.place
            value = (
                self._money(line, heading)
                if heading.column.kind is Kind.MONEY
                else ""
                if beside
                else self._text(line, heading)
            )
            if value is not None and value != "":
                values[heading.column.key] = value
                cells[heading.column.key] = self.grid.ref(*anchor)
        if NAME in values:
            place = self.open[-1] if self.open else None
            self.rows.append(Row(line + 1, place, values, cells))

    def _text(self, line: int, heading: Heading) -> str:
        """A text; one that is merged over several rows is said of each, but never a name."""
        place = heading.place
        own = heading.column.key in (NAME, SEQUENCE)
        value = self.grid.value(line, place) if own else self.grid.spread(line, place)
        if self._is_void(value, self.grid.ref(line, place)):
            return ""
        text = shown(value)
        if len(text) > heading.column.longest:
            params = {"limit": heading.column.longest}
            self.faults.append(Fault("cell_text_too_long", self.grid.ref(line, place), params))
        return text

    def _money(self, line: int, heading: Heading) -> Decimal | None:
        """An amount in yuan; whatever stands there and is none becomes a fault."""
        place, cell = heading.place, self.grid.ref(line, heading.place)
        value = self.grid.value(line, place)
        if self._is_void(value, cell):
            return None
        if self.grid.anchor(line, place)[0] < line:
            self.faults.append(Fault("amount_merged", cell))
            return None
        try:
            number = amount(value)
        except ValueError:
            self.faults.append(Fault("amount_not_number", cell, {"text": shown(value)[:40]}))
            return None
        if number is None:
            return None
        if number < 0:
            self.faults.append(Fault("cell_amount_negative", cell, {"text": shown(value)}))
            return None
        if number * heading.unit >= LARGEST_YUAN:
            self.faults.append(Fault("amount_huge", cell, {"text": shown(value)[:40]}))
            return None
        return yuan(number, heading.unit)

    def _is_void(self, value: object, cell: str) -> bool:
        """An error, or a formula never computed: said, not taken for a blank."""
        if isinstance(value, Void):
            self.faults.append(Fault(value.value, cell))
        return isinstance(value, Void)
