"""From a workbook to tables: categories, projects, and everything that is wrong, at once.

A category ends where the next one of its own or a higher level begins, or with the body;
what it declares is only compared (``checking``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .categories import TOTAL, Label, count_alone, is_note, is_subtotal, label_of
from .cells import LARGEST_YUAN, amount, key, plain, shown, yuan
from .checking import Check, check
from .faults import Fault, WorkbookRefused
from .headings import NAME, SEQUENCE, Column, Form, Head, Heading, Kind, find_head
from .opening import Grid, open_workbook

__all__ = [
    "NAME",
    "SEQUENCE",
    "Category",
    "Check",
    "Column",
    "Fault",
    "Form",
    "Grid",
    "Heading",
    "Kind",
    "Reading",
    "Row",
    "Table",
    "WorkbookRefused",
    "open_workbook",
    "read",
    "shown",
]

_NUMBERED = re.compile(r"\d{1,6}[.、]?")


@dataclass(frozen=True, slots=True)
class Category:
    """A category row, or the total (level 0): what it says of the rows below it."""

    level: int
    name: str
    cell: str
    parent: int | None
    count: int | None
    count_cell: str
    sums: Mapping[str, tuple[str, Decimal]]  # column → cell, yuan


@dataclass(frozen=True, slots=True)
class Row:
    """A project's row: text as shown, money in yuan, each value with its cell."""

    line: int
    category: int | None
    values: Mapping[str, str | Decimal]
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return str(self.values.get(column, ""))

    def money(self, column: str) -> Decimal | None:
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's table."""

    sheet: str
    title: str
    headings: tuple[Heading, ...]
    categories: tuple[Category, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    checks: tuple[Check, ...]

    def path(self, row: Row) -> tuple[Category, ...]:
        """The categories a row lies in, highest first."""
        path: list[Category] = []
        place = row.category
        while place is not None:
            path.append(self.categories[place])
            place = self.categories[place].parent
        return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class Reading:
    """All tables of a workbook; faults refuse it, doubts are shown."""

    tables: tuple[Table, ...]
    faults: tuple[Fault, ...]
    doubts: tuple[Fault, ...]


def read(grids: list[Grid], form: Form) -> Reading:
    """Every visible sheet that holds such a table; sheets without one are passed over."""
    tables: list[Table] = []
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for grid in grids:
        head = find_head(grid, form)
        if head is None:
            continue
        if not grid.visible:
            doubts.append(Fault("sheet_hidden", grid.ref(0, 0), {"sheet": grid.sheet}))
            continue
        body = _Body(grid, head)
        body.walk()
        table = body.table()
        tables.append(table)
        faults += [*head.faults, *body.faults]
        faults += [c.fault for c in table.checks if c.fault and c.grave]
        doubts += [*body.doubts, *(c.fault for c in table.checks if c.fault and not c.grave)]
    if not tables:
        names = "、".join(column.aliases[0] for column in form.columns if column.required)
        first = grids[0].ref(0, 0) if grids else "A1"
        faults.append(Fault("table_missing", first, {"columns": names}))
    elif not faults and not any(table.rows for table in tables):
        faults.append(Fault("rows_missing", tables[0].headings[0].cell))
    return Reading(tuple(tables), tuple(faults), tuple(doubts))


@dataclass
class _Body:
    """Goes down the rows below the heading once."""

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
        return Table(
            sheet=self.grid.sheet,
            title=self._title(),
            headings=self.head.headings,
            categories=tuple(self.categories),
            rows=tuple(self.rows),
            notes=tuple(self.notes),
            checks=tuple(check(self.categories, self.rows)),
        )

    def _title(self) -> str:
        above = self.grid.rows[: self.head.top]
        texts = (shown(value) for row in above for value in row)
        return next((text for text in texts if text), self.grid.sheet)

    def _take(self, line: int) -> None:
        ordinal, name = self._ordinal(line), plain(self.grid.value(line, self.name_at))
        label = label_of(ordinal, name)
        if _NUMBERED.fullmatch(ordinal) and not (label and label.count is not None):
            self._numbered(line, name)
        elif label and (label.count is not None or not self._texts(line)):
            self._category(line, label)
        elif name and key(name) == self.name_heading:
            return  # the heading, printed again on a new page
        else:
            self._unnumbered(line, ordinal, name)

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
        elif not self._is_empty(line):
            self.faults.append(Fault("name_missing", self.grid.ref(line, self.name_at)))

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
            self.faults.append(Fault("name_missing", cell))

    def _category(self, line: int, label: Label) -> None:
        place = self.name_at if plain(self.grid.value(line, self.name_at)) else self.sequence_at
        cell = count_cell = self.grid.ref(line, place or 0)
        if label.level != TOTAL and not label.name:
            self.faults.append(Fault("category_unnamed", cell))
        count = label.count
        sums: dict[str, tuple[str, Decimal]] = {}
        for heading in self.others:
            value = self.grid.value(line, heading.place)
            where = self.grid.ref(line, heading.place)
            if heading.column.kind is Kind.MONEY:
                figure = self._money(line, heading)
                if figure is not None:
                    sums[heading.column.key] = (where, figure)
            elif count is None and (alone := count_alone(plain(value))) is not None:
                count, count_cell = alone, where
        while self.open and self.categories[self.open[-1]].level >= label.level:
            self.open.pop()
        parent = self.open[-1] if self.open and label.level != TOTAL else None
        self.categories.append(
            Category(label.level, label.name, cell, parent, count, count_cell, sums)
        )
        if label.level != TOTAL:
            self.open.append(len(self.categories) - 1)

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
        if self._is_void(line, place):
            return ""
        if heading.column.key in (NAME, SEQUENCE):
            return shown(self.grid.value(line, place))
        return shown(self.grid.spread(line, place))

    def _money(self, line: int, heading: Heading) -> Decimal | None:
        """An amount in yuan; whatever stands there and is none becomes a fault."""
        place, cell = heading.place, self.grid.ref(line, heading.place)
        if self._is_void(line, place):
            return None
        if self.grid.anchor(line, place)[0] < line:
            self.faults.append(Fault("amount_merged", cell))
            return None
        value = self.grid.value(line, place)
        try:
            number = amount(value)
        except ValueError:
            self.faults.append(Fault("amount_not_number", cell, {"text": shown(value)[:40]}))
            return None
        if number is None:
            return None
        if number < 0:
            self.faults.append(Fault("amount_negative", cell, {"text": shown(value)}))
            return None
        if number * heading.unit >= LARGEST_YUAN:
            self.faults.append(Fault("amount_huge", cell, {"text": shown(value)[:40]}))
            return None
        return yuan(number, heading.unit)

    def _is_void(self, line: int, place: int) -> bool:
        """An error, or a formula never computed: said, not taken for a blank."""
        cell = self.grid.ref(line, place)
        address = cell.removeprefix(f"{self.grid.sheet}!")
        if address in self.grid.marks.errors:
            self.faults.append(Fault("cell_error", cell))
        elif address in self.grid.marks.unvalued:
            self.faults.append(Fault("formula_unvalued", cell))
        else:
            return False
        return True
