"""Finding the columns: aliases, headings of several lines, units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from .cells import key, unit_in_brackets, unit_stated, without_unit
from .faults import Fault
from .grids import Grid

SEQUENCE, NAME = "sequence", "name"  # the two columns that tell a project's row from the others
_DEEPEST = 4  # lines of a heading, above the first line with the name included
_SEARCHED = 40  # rows from the top

_YEAR = re.compile(r"(20\d\d)年?度?(?![\d月])")
_THIS_YEAR = re.compile(r"(?:本年度?|今年|当年|年度)+")
_TO_MONTH = re.compile(
    r"(?:截[至止]到?|1月?[-—–―~至到]+)(?:\d{1,2}|n)月(?:份|底|末)?|年初至今|自年初"
)
_MONTH = re.compile(r"(?:\d{1,2}|本|当)月份?")
_ONE_MONTH = re.compile(r"(\d{1,2})月份?((?:投资)?(?:计划)?(?:投资)?额?)")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


class Kind(Enum):
    """What the cells of a column hold, and so what ``Row.values`` has for them."""

    TEXT = auto()  # str
    MONEY = auto()  # Decimal, yuan (or one of the told currency)
    NUMBER = auto()  # Decimal as written
    PERCENT = auto()  # Decimal, a share: 35 % is 0.35
    DAY = auto()  # Dated; a str where the words name no date ("已开工")
    YEARS = auto()  # the same, for a range: 2022-2025
    CODE = auto()  # str, every digit kept


@dataclass(frozen=True, slots=True)
class Column:
    """What is looked for: its key, the headings officials give it, what its cells hold.

    An alias is a whole heading, or the headings from top to bottom run together.
    """

    key: str
    aliases: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    longest: int = 4_000  # signs of a text
    across: bool = False  # one column per month, or per 旬 of a month
    share_of: tuple[str, str] | None = None  # a percentage's numerator and denominator


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of one kind of ledger; a column that names another year is not taken.

    ``nodes`` are the steps that a ledger of one project goes through, and ``aspects`` what it
    says of each of them: a node's value stands under the node's key and the aspect's.
    """

    columns: tuple[Column, ...]
    year: int | None = None
    nodes: tuple[Column, ...] = ()
    aspects: tuple[Column, ...] = ()

    def aliases(self) -> dict[str, Column]:
        return {heading_key(alias): column for column in self.columns for alias in column.aliases}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that was found: where, under which headings, in which unit."""

    column: Column
    place: int
    cell: str
    path: tuple[str, ...]
    unit: Decimal = Decimal(1)
    month: int | None = None  # of a column that stands once per month
    dekad: int | None = None  # 1 to 3: 上旬, 中旬, 下旬

    @property
    def key(self) -> str:
        """Under which a row keeps the value: completed, completed@3, completed@3.1."""
        if self.month is None:
            return self.column.key
        dekad = "" if self.dekad is None else f".{self.dekad}"
        return f"{self.column.key}@{self.month}{dekad}"


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a sheet: its first and last row, its columns, what is wrong with it."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    faults: tuple[Fault, ...]

    def at(self, wanted: str) -> int | None:
        return next((h.place for h in self.headings if h.column.key == wanted), None)


def heading_key(text: str, year: int | None = None) -> str:
    """A heading for comparison: no unit; this year, months and 1-n months in one spelling.

    A heading that is one month, or that month's plan, keeps its number: 3月份计划 → 3月计划.
    A heading that names another year than ``year`` gets a key that nothing matches.
    """
    plain = without_unit(key(text))
    if alone := _ONE_MONTH.fullmatch(plain):
        return f"{alone[1]}月{alone[2]}"
    named = _YEAR.search(plain)
    if named and year and int(named[1]) != year:
        return f"≠{plain}"
    plain = _YEAR.sub("年度", plain)
    plain = _TO_MONTH.sub("1-n月", plain)
    plain = _THIS_YEAR.sub("年度", plain)
    return _MONTH.sub("月", plain.replace("1-n月", "至月")).replace("年度至月", "至月")


def find_head(grid: Grid, form: Form) -> Head | None:
    """The heading, or None when the sheet holds no such table."""
    aliases = form.aliases()
    for row in range(min(len(grid.rows), _SEARCHED)):
        keys = [heading_key(str(v), form.year) for v in grid.rows[row] if isinstance(v, str)]
        if any(k in aliases and aliases[k].key == NAME for k in keys):
            top, bottom = _top(grid, row), _bottom(grid, row, aliases, form.year)
            head = _head(grid, form, aliases, top, bottom)
            if len(head.headings) > 1:
                return head
    return None


def _top(grid: Grid, row: int) -> int:
    """Rows above belong to the heading while they group some of its columns."""
    while row and _groups(grid, row - 1):
        row -= 1
    return row


def _groups(grid: Grid, row: int) -> bool:
    texts = [key(value) for value in grid.rows[row] if value != ""]
    if not texts or any(":" in text for text in texts):
        return False
    spans: dict[tuple[int, int], int] = {}
    for column in range(grid.width):
        anchor = grid.anchor(row, column)
        spans[anchor] = spans.get(anchor, 0) + 1
    return any(1 < width < grid.width - 1 for width in spans.values())


def _bottom(grid: Grid, row: int, aliases: Mapping[str, Column], year: int | None) -> int:
    """Rows below belong to the heading while they divide a merged heading above them."""
    for below in range(row + 1, min(row + _DEEPEST, len(grid.rows))):
        if not _divides(grid, below, aliases, year):
            return below - 1
    return min(row + _DEEPEST - 1, len(grid.rows) - 1)


def _divides(grid: Grid, row: int, aliases: Mapping[str, Column], year: int | None) -> bool:
    own = [c for c in range(grid.width) if key(grid.value(row, c))]
    hung = any(grid.anchor(row, c)[0] < row and key(grid.spread(row, c)) for c in range(grid.width))
    if not own:
        return hung
    if not all(isinstance(grid.value(row, c), str) for c in own):
        return False
    named = any(heading_key(str(grid.value(row, c)), year) in aliases for c in own)
    under = all(_is_wide(grid, row - 1, c) for c in own)
    return (hung and (named or under)) or (under and len(own) > 1) or (named and own[0] > 1)


def _is_wide(grid: Grid, row: int, column: int) -> bool:
    anchor = grid.anchor(row, column)
    return any(
        0 <= beside < grid.width and grid.anchor(row, beside) == anchor
        for beside in (column - 1, column + 1)
    )


def _head(grid: Grid, form: Form, aliases: Mapping[str, Column], top: int, bottom: int) -> Head:
    found: dict[str, tuple[int, Heading]] = {}
    faults: list[Fault] = []
    elsewhere: dict[str, str] = {}  # columns that name another year
    stated = _sheet_unit(grid, bottom)
    for place in range(grid.width):
        path = _path(grid, place, top, bottom)
        column, rank = _match(path, aliases, form.year)
        if column is None:
            if (other := _match(path, aliases, None)[0]) is not None:
                elsewhere.setdefault(other.key, grid.ref(bottom, place))
            continue
        unit = _unit(path) or stated
        heading = Heading(column, place, grid.ref(bottom, place), path, unit or Decimal(1))
        known = found.get(column.key)
        if known and known[0] == rank and known[1].path != path:
            faults.append(
                Fault("column_twice", heading.cell, {"heading": path[-1], "first": known[1].cell})
            )
        if not known or rank > known[0]:
            found[column.key] = (rank, heading)
            if column.kind is Kind.MONEY and unit is None:
                faults.append(Fault("unit_missing", heading.cell, {"heading": path[-1]}))
    faults += [
        Fault("column_of_other_year", cell, {"year": form.year})
        for wanted, cell in elsewhere.items()
        if wanted not in found
    ]
    missing = [c.aliases[0] for c in form.columns if c.required and c.key not in found]
    if missing:
        faults.append(
            Fault("columns_missing", grid.ref(bottom, 0), {"columns": "、".join(missing)})
        )
    return Head(top, bottom, tuple(heading for _, heading in found.values()), tuple(faults))


def _path(grid: Grid, place: int, top: int, bottom: int) -> tuple[str, ...]:
    """The headings over a column from top to bottom, a merged one once."""
    path: dict[tuple[int, int], str] = {}
    for row in range(top, bottom + 1):
        text = str(grid.spread(row, place))
        if text.strip():
            path[grid.anchor(row, place)] = text
    return tuple(path.values())


def _match(
    path: tuple[str, ...], aliases: Mapping[str, Column], year: int | None
) -> tuple[Column | None, int]:
    """The column a path means, and how many of its headings it took to tell."""
    if any(heading_key(part, year).startswith("≠") for part in path):
        return None, 0
    for start in range(len(path)):
        if column := aliases.get(heading_key("".join(path[start:]), year)):
            return column, len(path) - start
    bare = _BRACKETS.sub("", key(path[-1])) if path else ""
    return aliases.get(heading_key(bare, year)), 0


def _unit(path: tuple[str, ...]) -> Decimal | None:
    return next((unit for part in reversed(path) if (unit := unit_in_brackets(key(part)))), None)


def _sheet_unit(grid: Grid, bottom: int) -> Decimal | None:
    """The unit stated in a cell above the body, or in its first row (a row of its own)."""
    for row in grid.rows[: bottom + 2]:
        for value in row:
            if isinstance(value, str) and (unit := unit_stated(key(value))):
                return unit
    return None
