"""What is wrong or odd in a workbook, each with its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ballast.kernel.errors import Refused

_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """A code, the cell (``sheet!B2``) and what fills the words; as a doubt it does not refuse."""

    code: str
    cell: str
    params: Mapping[str, object] = field(default_factory=dict)


class WorkbookRefused(Refused):
    """The file cannot be read as a workbook at all; ``code`` says why, ``faults`` where."""

    def __init__(self, code: str, faults: Sequence[Fault] = (), **params: object) -> None:
        self.code = code
        self.faults = faults
        super().__init__(**params)


def address(row: int, column: int) -> str:
    """Row and column counted from 0 → ``B2``."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(1_000)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def located(cell: str) -> tuple[str, int, int] | None:
    """Sheet, row and column, counted from 1, of ``sheet!B2``; None for what is no cell."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found["column"]:
        column = column * 26 + ord(letter) - 64
    return found["sheet"], int(found["row"]), column
