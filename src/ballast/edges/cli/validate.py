"""`ballast validate FOLDER`: the reader on real ledgers, where they are present.

What is expected of a set is written here, apart from what its workbook declares: a reader that
lost a row and believed a wrong total would agree with itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets.categories import TOTAL
from ballast.platform.sheets.reading import Fault, Reading, WorkbookRefused, open_workbook, read
from ballast.platform.ui import words


@dataclass(frozen=True, slots=True)
class Expected:
    """What a set is known to hold from what was published, apart from its workbook."""

    rows: int
    counts: int  # declared by category rows and the total
    sums: int  # declared, and every project below has an amount


@dataclass(frozen=True, slots=True)
class Result:
    """One printed line, whether it is as it should be, and the faults found on the way."""

    line: str
    holds: bool
    faults: tuple[Fault, ...] = ()


def _plan(path: Path, year: int, expected: Expected) -> Result:
    reading = read(open_workbook(path.read_bytes()), sheets.plan_form(year))
    rows = sum(len(table.rows) for table in reading.tables)
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


def _declared_total(reading: Reading) -> int:
    """What the workbook itself says it holds, in its total rows."""
    return sum(
        category.count or 0
        for table in reading.tables
        for category in table.categories
        if category.level == TOTAL
    )


# Name, file below the folder, how it is read.
SETS: tuple[tuple[str, str, Callable[[Path], Result]], ...] = (
    (
        "guilin",
        "cn/guilin_2022_plan.xlsx",
        lambda path: _plan(path, 2022, Expected(rows=241, counts=43, sums=15)),
    ),
)


def run(arguments: list[str]) -> int:
    """One line per set; 1 when one falls short or is not there."""
    if len(arguments) != 1:
        print(_("ballast validate FOLDER: the folder that holds the real ledgers"))
        return 2
    folder = Path(arguments[0])
    if not folder.is_dir():
        print(_("there is no folder %(folder)s") % {"folder": folder})
        return 1
    held = [_holds(name, folder / file, reader) for name, file, reader in SETS]  # say all
    return 0 if all(held) else 1


def _holds(name: str, path: Path, reader: Callable[[Path], Result]) -> bool:
    if not path.is_file():
        print(f"{name} absent: there is no {path}")
        return False
    try:
        result = reader(path)
    except WorkbookRefused as refusal:
        print(f"{name} unreadable: {words.say(refusal)}")
        return False
    print(f"{name} {result.line}")
    if not result.holds:
        for fault in result.faults:
            print(f"  {fault.cell} {words.say(fault)}")
    return result.holds
