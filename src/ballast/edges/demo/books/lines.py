"""What a unit's ledger says of its projects, before it is laid out on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ballast.edges.demo.generator.told import YEAR, Body, Work
from ballast.kernel.periods import Period

from .paper import Cell, Head, Row

NAME = 1  # the column in which every list has the projects' names
PRODUCED = 3  # per cent of its total investment, a month


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One project's line of a month. Amounts are whole 万元, or what a slip made of them."""

    work: Work
    name: str
    code: Cell
    planned: int
    in_month: Cell = None
    completed: Cell = None
    words: str | None = None
    trouble: str | None = None
    output: int | None = None  # since January, of what produces

    @property
    def is_filed(self) -> bool:
        return self.completed is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One unit's month; ``miscount`` is by how many its total counts wrong."""

    unit: Body
    period: Period
    lines: Sequence[Line]
    miscount: int = 0

    @property
    def produces(self) -> bool:
        """Whether any project has an output to tell: then the ledger has a column for it."""
        return any(line.output is not None for line in self.lines)

    @property
    def filed(self) -> list[Line]:
        """Without the projects that were not filed: where a blank would be taken for a figure."""
        return [line for line in self.lines if line.is_filed]


def lines_of(works: Iterable[Work], period: Period) -> list[Line]:
    """The lines of these projects in a period; blank where nothing was filed."""
    return [_line(work, period.last) for work in works]


def _line(work: Work, month: int) -> Line:
    filed = work.months.get(month)
    planned = work.planned_in(month)
    if filed is None:
        return Line(work=work, name=work.name, code=work.code, planned=planned)
    return Line(
        work=work,
        name=work.name,
        code=work.code,
        planned=planned,
        in_month=filed.in_month,
        completed=filed.completed,
        words=filed.words,
        trouble=filed.trouble or None,
        output=_output(work, month),
    )


def _output(work: Work, month: int) -> int | None:
    """What works in use have produced since January: plants so much of their cost a month."""
    makes = work.template in ("industrial", "retrofit")
    begun = work.days.commissioned or (None if work.template == "building" else work.days.finished)
    first = begun.month if begun and begun.year == YEAR else 1
    if begun is None or first > month:
        return None
    return work.total * PRODUCED // 100 * (month - first + 1) if makes else 0


def total(amounts: Iterable[Cell]) -> int:
    """What adds up of a column: a word in it is left out, as a spreadsheet's sum does."""
    return sum(amount for amount in amounts if isinstance(amount, int))


def share(part: Cell, whole: int, places: int = 1) -> float | None:
    """A percentage as the ledgers write it, for who reads along."""
    return round(part / whole * 100, places) if isinstance(part, int) and whole else None


def in_groups(lines: Sequence[Line], level: int) -> Iterator[tuple[str, list[Line]]]:
    """The lines by their category of a level, in the order of the plan."""
    for name, group in groupby(lines, key=lambda line: line.work.path[level]):
        yield name, list(group)


def with_more(
    ledger: Ledger, head: Sequence[Head], body: Sequence[Row]
) -> tuple[Sequence[Head], Sequence[Row]]:
    """The table with the last columns that all offices have: since the start, and the output.

    The output only where any project of the ledger produces.
    """
    lines = {line.name: line for line in ledger.lines}
    rows = [[*row, since_start(lines.get(str(row[NAME])))] for row in body]
    head = [*head, "开工累计完成投资（万元）"]
    if not ledger.produces:
        return head, rows
    told = {line.name: line.output for line in ledger.lines}
    return [*head, "累计产值（万元）"], [[*row, told.get(str(row[NAME]))] for row in rows]


def since_start(line: Line | None) -> int | None:
    """What was completed since the works began: before this year, and in it."""
    if line is None or not isinstance(line.completed, int):
        return None
    return line.work.before + line.completed
