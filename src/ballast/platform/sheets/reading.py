"""From a workbook to tables, and everything that is wrong with it at once."""

from dataclasses import dataclass, field

from . import asking, dekads, oddities, shares
from .body import Body, table_below
from .cards import card_in
from .cells import amount, plain
from .dates import Dated, dated
from .faults import Fault, WorkbookRefused, located
from .grids import Book, Container, Grid, Void
from .headings import NAME, SEQUENCE, Column, Form, Heading, Kind
from .heads import find_head, tables_in
from .matching import Lexicon
from .opening import open_workbook
from .questions import Question, Told, about, layout_key
from .tables import Category, Check, Reading, Row, Table
from .texts import ENCODINGS
from .turning import transpose
from .units import CURRENCIES, is_unit

__all__ = [
    "CURRENCIES",
    "ENCODINGS",
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
    "Void",
    "WorkbookRefused",
    "amount",
    "dated",
    "dekads",
    "is_unit",
    "located",
    "open_workbook",
    "plain",
    "read",
]

_MOST_TURNED = 300  # rows; as headings, more than any table has
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
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    follow: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lexicon = Lexicon(self.form, self.told)

    def take(self, grid: Grid) -> None:
        wanted = self.told.sheets.get(grid.sheet)
        if wanted is False:
            return
        seen, covered = oddities.uncovered(grid)
        is_form = seen.visible and not self.told.transposed
        if is_form and (card := card_in(seen, self.lexicon)):
            self.bodies.append(card)
            self.doubts += covered
            return
        grid = self._upright(seen)
        found = tables_in(grid, self.lexicon, self.told)
        if found and not grid.visible and not wanted:
            self.doubts.append(Fault("sheet_hidden", grid.ref(0, 0), {"sheet": grid.sheet}))
            return
        self.doubts += covered if found else []
        self.bodies += [table_below(table, grid) for table in found]

    def _upright(self, grid: Grid) -> Grid:
        """The sheet, turned where its headings surely stand in a column."""
        if not grid.width:
            return grid
        if self.told.transposed:
            return transpose(grid)
        if len(grid.rows) > _MOST_TURNED:
            return grid
        head = find_head(grid, self.lexicon, self.told)
        if head is not None and not head.lacking:
            return grid
        turned = transpose(grid)
        other = find_head(turned, self.lexicon, self.told)
        if other is None or (head and len(other.headings) <= len(head.headings)):
            return grid
        if len(other.headings) >= _SURELY_TURNED:
            return turned
        where = grid.ref(0, 0)
        self.questions.append(Question("transposed", where, grid.sheet, blocking=head is None))
        return grid

    def reading(self, book: Book) -> Reading:
        self._miss(book)
        self._pass_over()
        tables = tuple(self._table(body) for body in self.bodies)
        first = book.grids[0].ref(0, 0) if book.grids else "A1"
        undecoded = {fault.cell for fault in book.faults}
        self.faults = [one for one in self.faults if one.cell not in undecoded] + [*book.faults]
        if book.has_macros:
            self.doubts.append(Fault("macros_not_run", first))
        if not tables:
            names = "、".join(c.aliases[0] for c in self.form.columns if c.required)
            self.faults.append(Fault("table_missing", first, {"columns": names}))
        elif not self.faults and not any(table.rows for table in tables):
            self.faults.append(Fault("rows_missing", tables[0].headings[0].cell))
        self.questions += asking.of_sheets(tables, self.told.sheets)
        return Reading(
            tables,
            tuple(self.faults),
            tuple(self.doubts),
            tuple(self.questions),
            asking.fingerprint([body.head for body in self.bodies]),
            tuple(self.follow),
        )

    def _miss(self, book: Book) -> None:
        """What was told of a heading or a sheet that is not there."""
        first = book.grids[0].ref(0, 0) if book.grids else "A1"
        paths = {path for body in self.bodies for path in body.head.paths}
        met = {layout_key(about(path)) for path in paths}
        told = [*self.told.columns, *filter(None, self.told.units)]
        missed = [one for one in told if layout_key(one) not in met]
        missed += self.told.sheets.keys() - {grid.sheet for grid in book.grids}
        self.doubts += [Fault("told_unmet", first, {"about": one}) for one in missed]

    def _pass_over(self) -> None:
        """Sheets that lack what must be there, beside one that has it: mentioned, not read."""
        lacking = [
            body
            for body in self.bodies
            if body.head.lacking and not self.told.sheets.get(body.grid.sheet)
        ]
        if len(lacking) == len(self.bodies):
            return
        for body in lacking:
            where = body.head.headings[0].cell
            missing = {"columns": "、".join(body.head.lacking)}
            self.doubts.append(Fault("sheet_passed_over", where, missing))
            self.bodies.remove(body)

    def _table(self, body: Body) -> Table:
        """The table, with all that is to be said of it."""
        shares.settle(body)
        table, grid, head = body.table(), body.grid, body.head
        self.questions += asking.of_head(grid, head, self.lexicon)
        self.faults += [*head.faults, *body.cells.faults.values()]
        self.doubts += [
            *head.doubts,
            *body.cells.doubts.values(),
            *oddities.of(grid, head, body.end),
        ]
        for check in table.checks:
            if check.fault:
                (self.faults if check.grave else self.doubts).append(check.fault)
            elif check.consequence:
                self.follow.append(check.consequence)
        for fault in shares.check(body):
            (self.follow if "because" in fault.params else self.doubts).append(fault)
        return table
