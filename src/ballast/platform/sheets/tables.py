"""What a workbook was found to say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .dates import Dated
from .faults import Fault, address
from .headings import Heading
from .questions import Question


@dataclass(frozen=True, slots=True)
class Check:
    """One declared count or sum beside what was found.

    A sum is checkable when every project below it has an amount. A count that disagrees is
    grave: a row is missing or stands in the wrong place. A sum that disagrees is a doubt:
    offices round by hand, and nothing that is kept comes from it. What disagrees only because
    of a faulty cell ``because`` is that fault's consequence, and neither.
    """

    kind: str  # "count", or the column summed
    cell: str
    declared: int | Decimal
    found: int | Decimal
    checkable: bool = True
    because: str = ""

    @property
    def agrees(self) -> bool:
        return self.declared == self.found

    @property
    def grave(self) -> bool:
        return self.kind == "count"

    @property
    def fault(self) -> Fault | None:
        if self.agrees or not self.checkable or self.because:
            return None
        code = "count_differs" if self.grave else "sum_differs"
        return Fault(code, self.cell, {"declared": self.declared, "found": self.found})

    @property
    def consequence(self) -> Fault | None:
        if self.agrees or not self.because:
            return None
        code = "count_follows" if self.grave else "sum_follows"
        return Fault(code, self.cell, {"because": self.because})


@dataclass(frozen=True, slots=True)
class Category:
    """A category row, or the total (level 0): what it says of the rows below it.

    A ``part`` (其中：在建) is said of those rows of its parent, or of the whole table, that lie
    in a category of its name or bear it in a column.
    """

    level: int
    name: str
    cell: str
    parent: int | None
    count: int | None
    count_cell: str
    sums: Mapping[str, tuple[str, Decimal]]  # heading's key → cell, yuan
    part: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Places(Mapping[str, str]):
    """The cell of each value of a row, put together when asked for: most never are."""

    sheet: str
    line: int  # from 0
    turned: bool  # a transposed sheet, of which a row is a column
    places: Mapping[str, int]  # heading's key → column
    held: Mapping[str, object]
    moved: Mapping[str, str]  # those that stand in a merged cell

    def __getitem__(self, column: str) -> str:
        if column not in self.held:
            raise KeyError(column)
        if column in self.moved:
            return self.moved[column]
        place = self.places[column]
        where = (place, self.line) if self.turned else (self.line, place)
        return f"{self.sheet}!{address(*where)}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


@dataclass(frozen=True, slots=True)
class Row:
    """A project's row: values by ``Heading.key``, each with its cell; see ``Kind``."""

    line: int
    category: int | None
    values: Mapping[str, str | Decimal | Dated]
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return str(self.values.get(column, ""))

    def money(self, column: str) -> Decimal | None:
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None

    def dated(self, column: str) -> Dated | None:
        value = self.values.get(column)
        return value if isinstance(value, Dated) else None

    def months(self, column: str) -> dict[int, Decimal]:
        """The amounts of a column that stands once per month; its 旬 are left aside."""
        return {
            int(month): value
            for key, value in self.values.items()
            if key.startswith(f"{column}@") and isinstance(value, Decimal)
            if (month := key.partition("@")[2]).isdigit()
        }


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's table."""

    sheet: str
    title: str
    above: tuple[tuple[str, str], ...]  # cell and text of what stands over the heading
    headings: tuple[Heading, ...]
    categories: tuple[Category, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    checks: tuple[Check, ...]
    is_form: bool = False  # of one project, its labels anywhere on the sheet
    is_turned: bool = False  # its headings stand in a column of the file

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
    """All tables of a workbook; faults refuse it, doubts are shown.

    A consequence is a total that fails only because of a cell already named as a fault; its
    ``because`` is that cell. What a question asks about stays a fault until it is answered.
    """

    tables: tuple[Table, ...]
    faults: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    questions: tuple[Question, ...] = ()
    fingerprint: str = ""
    consequences: tuple[Fault, ...] = ()
