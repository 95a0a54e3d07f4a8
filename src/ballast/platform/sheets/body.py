"""The rows below a heading, gone down once: categories, projects, notes, faults.

A category ends where the next one of its own or a higher level begins, or with the body;
what it declares is only compared (``checking``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .categories import (
    NUMBERS,
    OVER_ALL,
    Label,
    bare_label,
    count_alone,
    is_note,
    is_page_number,
    is_subtotal,
    label_of,
)
from .cells import is_blank, key, plain, shown
from .checking import Found, check
from .grids import Grid, Void
from .headings import NAME, SEQUENCE, Head, Kind
from .heads import Located
from .nest import Nest
from .tables import Category, Places, Row, Table
from .turning import Turned
from .units import stated
from .values import Cells, Value

_NUMBERED = re.compile(r"\(?[a-z]{0,3}\d{1,6}(?:[.-]\d{1,4})*\)?[.、]?|[①-⑳]", re.IGNORECASE)
_LONGEST_CATEGORY = 60
_MAY_COUNT = (")", "项", "个")  # with which a category's count ends
_WIDE = 3  # columns of a merged line that is a category without a mark


def table_below(found: Located, grid: Grid) -> "Body":
    """The table under a heading."""
    body = Body(grid, found.head, Cells(grid), found.start, found.end)
    body.walk()
    return body


@dataclass
class Body:
    """One table on its way from cells to rows."""

    grid: Grid
    head: Head
    cells: Cells
    start: int
    end: int
    categories: list[Category] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    nest: Nest = field(default_factory=Nest)
    is_form: bool = False

    def __post_init__(self) -> None:
        self.name_at = self.head.at(NAME) or 0
        self.sequence_at = self.head.at(SEQUENCE)
        self.others = [h for h in self.head.headings if h.column.key not in (NAME, SEQUENCE)]
        self.summed = [h for h in self.others if h.column.kind is Kind.MONEY]
        self.keyed = [(h.key, h) for h in self.head.headings]
        self.places = {h.key: h.place for h in self.head.headings}
        self.turned = isinstance(self.grid, Turned)
        lines = range(self.head.top, self.head.bottom + 1)
        self.head_texts = {
            (place, key(value))
            for line in lines
            for place, value in enumerate(self.grid.rows[line])
            if not is_blank(value)
        }
        self.titles = {key(text) for _, text in self._above()}

    def walk(self) -> None:
        for line in range(self.head.bottom + 1, self.end):
            if any(value != "" and not is_blank(value) for value in self.grid.rows[line]):
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
            checks=tuple(check(self.categories, self.rows, self.found)),
            is_form=self.is_form,
            is_turned=self.turned,
        )

    def _above(self) -> Iterator[tuple[str, str]]:
        for row in range(self.start, self.head.top):
            for column, value in enumerate(self.grid.rows[row]):
                if text := shown(value):
                    yield self.grid.ref(row, column), text

    def _take(self, line: int) -> None:
        ordinal, name = self._ordinal(line), plain(self.grid.value(line, self.name_at))
        numbered = bool(ordinal) and bool(_NUMBERED.fullmatch(ordinal))
        if numbered and name and not name.endswith(_MAY_COUNT):
            self._project(line)  # as nearly every line is
            return
        label = self._label(ordinal, name)
        if numbered and not (label and label.count is not None and not self._texts(line)):
            self._numbered(line, name)
        elif self._is_printed_again(line):
            return
        elif not numbered and self._is_illegible(line):
            self._drift(line)
        elif not ordinal and not name and self._is_sum_at_the_left(line):
            return
        elif label and (label.count is not None or not self._texts(line)):
            self._category(line, label)
        else:
            self._unnumbered(line, ordinal, name)

    def _label(self, ordinal: str, name: str) -> Label | None:
        """The category or total a line is; where nothing is numbered, 1. is a project's number."""
        label = label_of(ordinal, name)
        if self.sequence_at is None and label and label.count is None and label.mark in NUMBERS:
            return None
        return label

    def _is_sum_at_the_left(self, line: int) -> bool:
        """合计 or 小计 in a column before number and name: taken, where one stands there."""
        texts = (plain(self.grid.value(line, place)) for place in range(self.name_at))
        first = next((text for text in texts if text), "")
        label = label_of("", first)
        if is_subtotal(first):
            self._subtotal(line)
        elif label and label.is_total:
            self._category(line, label)
        else:
            return False
        return True

    def _is_illegible(self, line: int) -> bool:
        """An error where a category's name would stand: nobody knows what follows."""
        row = (self.grid.value(line, self.name_at), self.grid.value(line, self.sequence_at or 0))
        return any(isinstance(value, Void) for value in row) and not self._texts(line)

    def _drift(self, line: int) -> None:
        for place in {self.name_at, self.sequence_at or 0}:
            value = self.grid.value(line, place)
            if isinstance(value, Void):
                self.cells.fault(value.value, (line, place))
                self.found.drift(self.nest.innermost, self.grid.ref(line, place))
        self._sums(line)

    def _is_printed_again(self, line: int) -> bool:
        """The heading or the title on a new page, its number, or the unit in a row of its own."""
        cells = [(c, v) for c, v in enumerate(self.grid.rows[line]) if not is_blank(v)]
        if len(cells) == 1:
            text = key(cells[0][1])
            without = re.sub(r"\(?续[表\d]?\)?$", "", text)
            return stated(text) is not None or without in self.titles or is_page_number(text)
        return all((place, key(value)) in self.head_texts for place, value in cells)

    def _ordinal(self, line: int) -> str:
        return "" if self.sequence_at is None else plain(self.grid.value(line, self.sequence_at))

    def _texts(self, line: int) -> list[str]:
        """The words of a row beside its number and name, a count aside."""
        texts = (
            plain(self.grid.value(line, h.place)) for h in self.others if h.column.kind is Kind.TEXT
        )
        return [text for text in texts if text and count_alone(text) is None]

    def _is_empty(self, line: int) -> bool:
        return all(is_blank(self.grid.value(line, h.place)) for h in self.others)

    def _numbered(self, line: int, name: str) -> None:
        if name:
            self._project(line)
        elif self._has_merged_name(line) or not self._is_empty(line):
            self._nameless(line)

    def _unnumbered(self, line: int, ordinal: str, name: str) -> None:
        first = next(text for value in self.grid.rows[line] if (text := plain(value)))
        where = line, self.name_at
        if is_note(first) or (self.notes and self._is_empty(line)):
            self.notes.append(first)
        elif is_subtotal(ordinal + name):
            self._subtotal(line)
        elif label := self._bare(line, ordinal + name):
            self._category(line, label)
        elif name and (self.sequence_at is None or not self._is_empty(line)):
            self._project(line)
            if self.sequence_at is not None and not ordinal:
                self.cells.doubt("sequence_missing", where, name=name)
        elif name or ordinal:
            self.cells.fault("row_unclear", where, text=first[:40])
            self.found.lose(self.nest.innermost, self.grid.ref(*where))
        elif not self._is_empty(line):
            self._nameless(line)

    def _bare(self, line: int, text: str) -> Label | None:
        """A category without a mark: its count tells it, or that it is merged over the table."""
        if not text or self._texts(line):
            return None
        label = bare_label(text)
        if label.count is not None:
            after_part = bool(self.categories) and self.categories[-1].part
            return Label(None, label.name, label.count, part=True) if after_part else label
        anchors = [self.grid.anchor(line, h.place) for h in self.head.headings]
        widest = max(anchors.count(anchor) for anchor in anchors)
        wide = widest >= _WIDE and self._is_empty(line)
        return replace(label, mark=OVER_ALL) if wide else None

    def _nameless(self, line: int) -> None:
        code = "name_merged" if self._has_merged_name(line) else "cell_name_missing"
        self.cells.fault(code, (line, self.name_at))
        self._project(line)

    def _has_merged_name(self, line: int) -> bool:
        return self.head.bottom < self.grid.anchor(line, self.name_at)[0] < line

    def _category(self, line: int, label: Label) -> None:
        place = self.name_at if plain(self.grid.value(line, self.name_at)) else self.sequence_at
        where = line, place or 0
        cell = count_cell = self.grid.ref(*where)
        if not label.is_total and not label.name:
            self.cells.fault("category_unnamed", where)
        if len(label.name) > _LONGEST_CATEGORY:
            self.cells.fault("cell_text_too_long", where, limit=_LONGEST_CATEGORY)
        count = label.count
        if count is None:
            count, count_cell = self._count_alone(line, cell)
        level, parent = self.nest.enter(label, len(self.categories))
        sums = self._sums(line)
        self.categories.append(
            Category(level, label.name, cell, parent, count, count_cell, sums, label.part)
        )
        if not label.part:
            self.found.begin(len(self.rows))

    def _count_alone(self, line: int, cell: str) -> tuple[int | None, str]:
        """A count in a cell of its own, beside the name."""
        for heading in self.others:
            text = plain(self.grid.value(line, heading.place))
            if heading.column.kind is Kind.TEXT and (count := count_alone(text)) is not None:
                return count, self.grid.ref(line, heading.place)
        return None, cell

    def _sums(self, line: int) -> dict[str, tuple[str, Decimal]]:
        sums = {}
        for heading in self.summed:
            figure, where, _ = self.cells.take(line, heading)
            if isinstance(figure, Decimal):
                sums[heading.key] = (self.grid.ref(*where), figure)
        return sums

    def _subtotal(self, line: int) -> None:
        """小计 closes the rows since the last category or subtotal began."""
        if not self.found.closes(self.rows, self._sums(line)):
            self.cells.doubt("subtotal_unchecked", (line, self.name_at))
        self.found.begin(len(self.rows))

    def _project(self, line: int) -> None:
        values: dict[str, Value] = {}
        moved: dict[str, str] = {}
        take, place = self.cells.take, self.nest.innermost
        for name, heading in self.keyed:
            value, where, wrong = take(line, heading)
            if wrong:
                self.found.spoil(line + 1, name, self.grid.ref(*where))
            if value is not None:
                values[name] = value
                if where[0] != line:
                    moved[name] = self.grid.ref(*where)
        cells = Places(self.grid.sheet, line, self.turned, self.places, values, moved)
        row = Row(line + 1, place, values, cells)
        if NAME in values:
            self.rows.append(row)
        else:
            self.found.lose(place, self.grid.ref(line, self.name_at), row)
