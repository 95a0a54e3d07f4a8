"""From a workbook to tables, and everything that is wrong with it at once."""

from dataclasses import dataclass, field

from . import asking, oddities, shares
from .body import Body, table_below
from .cells import amount, plain
from .dates import Dated
from .faults import Fault, WorkbookRefused
from .grids import Book, Container, Grid
from .headings import NAME, SEQUENCE, Column, Form, Head, Heading, Kind
from .heads import Found, find_head, tables_in
from .matching import Lexicon
from .opening import open_workbook
from .questions import Question, Told
from .tables import Category, Check, Reading, Row, Table
from .turning import transpose

__all__ = [
    "NAME",
    "SEQUENCE",
    "Book",
    "Category",
    "Check",
    "Column",
    "Container",
    "Dated",
    "Fault",
    "Form",
    "Grid",
    "Heading",
    "Kind",
    "Question",
    "Reading",
    "Row",
    "Table",
    "Told",
    "WorkbookRefused",
    "amount",
    "open_workbook",
    "plain",
    "read",
]

_SURELY_TURNED = 4  # headings known in a column, and at most one in a row


def read(book: Book, form: Form, told: Told | None = None) -> Reading:
    """Every visible sheet that holds such a table; sheets without one are passed over."""
    reader = _Reader(form, told or Told())
    for grid in book.grids:
        reader.take(grid)
    return reader.reading(book)


@dataclass
class _Reader:
    form: Form
    told: Told
    bodies: list[Body] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lexicon = Lexicon(self.form, self.told)

    def take(self, grid: Grid) -> None:
        wanted = self.told.sheets.get(grid.sheet)
        if wanted is False:
            return
        grid = self._upright(grid)
        found = tables_in(grid, self.lexicon, self.told)
        if found and not grid.visible and not wanted:
            self.doubts.append(Fault("sheet_hidden", grid.ref(0, 0), {"sheet": grid.sheet}))
            return
        for table in found:
            self._read(grid, table)

    def _upright(self, grid: Grid) -> Grid:
        """The sheet, turned where its headings surely stand in a column."""
        if not grid.rows or not grid.width:
            return grid
        if self.told.transposed:
            return transpose(grid)
        head = find_head(grid, self.lexicon, self.told)
        if head is not None and not any(f.code == "columns_missing" for f in head.faults):
            return grid
        turned = transpose(grid)
        other = find_head(turned, self.lexicon, self.told)
        if other is None or (head and len(other.headings) <= len(head.headings)):
            return grid
        if len(other.headings) >= _SURELY_TURNED:
            return turned
        self.questions.append(Question("transposed", grid.ref(0, 0), grid.sheet, ("yes", "no")))
        return grid

    def _read(self, grid: Grid, found: Found) -> None:
        head = found.head
        body = table_below(found, grid, self.told.currency)
        shares.settle(body)
        self.heads.append(head)
        self.bodies.append(body)
        self.questions += asking.of_head(grid, head, self.lexicon)
        self.faults += [*head.faults, *body.cells.faults.values()]
        self.doubts += [*body.cells.doubts.values(), *oddities.of(grid, head, found.end)]

    def reading(self, book: Book) -> Reading:
        tables = tuple(body.table() for body in self.bodies)
        checks = [check for table in tables for check in table.checks]
        faults = [*self.faults, *(c.fault for c in checks if c.fault and c.grave)]
        doubts = [*self.doubts, *(c.fault for c in checks if c.fault and not c.grave)]
        follow = [c.consequence for c in checks if c.consequence]
        for body in self.bodies:
            for fault in shares.check(body):
                (follow if "because" in fault.params else doubts).append(fault)
        if not tables:
            names = "、".join(c.aliases[0] for c in self.form.columns if c.required)
            first = book.grids[0].ref(0, 0) if book.grids else "A1"
            faults.append(Fault("table_missing", first, {"columns": names}))
        elif not faults and not any(table.rows for table in tables):
            faults.append(Fault("rows_missing", tables[0].headings[0].cell))
        self.questions += asking.of_sheets(tables, self.told.sheets)
        return Reading(
            tables,
            tuple(faults),
            tuple(doubts),
            tuple(self.questions),
            asking.fingerprint(self.heads),
            tuple(follow),
        )
