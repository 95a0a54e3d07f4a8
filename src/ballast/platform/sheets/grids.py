"""A workbook as it lies open: sheets of values, and what a reader must know beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property

from .faults import Fault, address

Place = tuple[int, int]  # row and column, counted from 0


class Container(StrEnum):
    """What the bytes were found to be, whatever the file is called."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


class Void(Enum):
    """What stands in a cell that holds no value; the value is the fault's code."""

    ERROR = "cell_error"
    UNVALUED = "formula_unvalued"

    def __str__(self) -> str:
        return "#"


@dataclass(frozen=True)
class Grid:
    """One sheet: its values from A1 on, and which first cell each merged cell belongs to.

    ``linked`` holds the cells whose formula takes
    its value from another workbook.
    """

    sheet: str
    rows: Sequence[Sequence[object]]
    anchors: Mapping[Place, Place]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    linked: frozenset[Place] = frozenset()

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def ref(self, row: int, column: int) -> str:
        return f"{self.sheet}!{address(row, column)}"

    def value(self, row: int, column: int) -> object:
        """What is in this very cell."""
        line = self.rows[row]
        return line[column] if column < len(line) else ""

    def anchor(self, row: int, column: int) -> Place:
        """The first cell of the merged range this cell lies in; itself when it lies in none."""
        return self.anchors.get((row, column), (row, column))

    def spread(self, row: int, column: int) -> object:
        """What a reader sees here: a merged range shows its first cell's value everywhere."""
        return self.value(*self.anchor(row, column))


@dataclass(frozen=True)
class Book:
    """A workbook read: its sheets in order.

    ``encoding`` is that of a text file, ``faults`` are its bytes that mean nothing in it.
    """

    grids: tuple[Grid, ...]
    container: Container
    encoding: str = ""
    has_macros: bool = False
    faults: tuple[Fault, ...] = ()
