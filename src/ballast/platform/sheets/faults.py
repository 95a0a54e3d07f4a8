"""What is wrong or odd in a workbook, each with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ballast.kernel.errors import Refused


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
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
