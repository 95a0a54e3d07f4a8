"""Lists of key projects, as their governments published them."""

from dataclasses import dataclass
from pathlib import Path

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import PLAN
from ballast.platform.sheets.categories import TOTAL
from ballast.platform.sheets.reading import Reading, open_workbook, read

from .results import Result


@dataclass(frozen=True, slots=True)
class Expected:
    """What a set is known to hold from what was published, apart from its workbook."""

    rows: int
    counts: int  # declared by category rows and the total
    sums: int  # declared, and every project below has an amount


def plan(path: Path, year: int, expected: Expected) -> Result:
    """A year's plan with categories: every row, count and sum."""
    reading = _read(path, year)
    rows = len(sheets.rows(reading, PLAN, year))
    checks = [check for table in reading.tables for check in table.checks]
    counts = [check for check in checks if check.kind == "count"]
    sums = [check for check in checks if check.kind != "count" and check.checkable]
    agreeing = sum(check.agrees for check in counts), sum(check.agrees for check in sums)
    return Result(
        f"{rows}/{expected.rows} rows, {agreeing[0]}/{expected.counts} counts,"
        f" {agreeing[1]}/{expected.sums} checkable sums",
        holds=rows == expected.rows == _declared_total(reading)
        and len(counts) == agreeing[0] == expected.counts
        and len(sums) == agreeing[1] == expected.sums
        and not reading.faults,
        faults=reading.faults + reading.doubts,
    )


def names(path: Path, year: int, rows: int) -> Result:
    """A list of names without amounts, in plain text."""
    reading = _read(path, year)
    found = [row.name for row in sheets.rows(reading, PLAN, year)]
    asked = [question for question in reading.questions if question.blocking]
    return Result(
        f"{len(found)}/{rows} rows, {len(asked)}/0 questions",
        holds=len(found) == rows and all(found) and not (asked or reading.faults),
        faults=reading.faults + reading.doubts,
    )


def _read(path: Path, year: int) -> Reading:
    return read(open_workbook(path.read_bytes()), sheets.form(PLAN, year))


def _declared_total(reading: Reading) -> int:
    """What the workbook itself says it holds, in its total rows."""
    return sum(
        category.count or 0
        for table in reading.tables
        for category in table.categories
        if category.level == TOTAL
    )
