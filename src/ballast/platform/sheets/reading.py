"""From a workbook to tables, and everything that is wrong with it at once."""

from .body import table_below
from .cells import amount, plain
from .dates import Dated
from .faults import Fault, WorkbookRefused
from .grids import Book, Container, Grid
from .headings import NAME, SEQUENCE, Column, Form, Heading, Kind, find_head
from .opening import open_workbook
from .questions import Question, Told
from .tables import Category, Check, Reading, Row, Table

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


def read(book: Book, form: Form, told: Told | None = None) -> Reading:  # noqa: ARG001
    """Every visible sheet that holds such a table; sheets without one are passed over."""
    tables: list[Table] = []
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for grid in book.grids:
        head = find_head(grid, form)
        if head is None:
            continue
        if not grid.visible:
            doubts.append(Fault("sheet_hidden", grid.ref(0, 0), {"sheet": grid.sheet}))
            continue
        table, wrong, odd = table_below(head, grid)
        tables.append(table)
        faults += [*head.faults, *wrong, *(c.fault for c in table.checks if c.fault and c.grave)]
        doubts += [*odd, *(c.fault for c in table.checks if c.fault and not c.grave)]
    if not tables:
        names = "、".join(column.aliases[0] for column in form.columns if column.required)
        first = book.grids[0].ref(0, 0) if book.grids else "A1"
        faults.append(Fault("table_missing", first, {"columns": names}))
    elif not faults and not any(table.rows for table in tables):
        faults.append(Fault("rows_missing", tables[0].headings[0].cell))
    return Reading(tuple(tables), tuple(faults), tuple(doubts))
