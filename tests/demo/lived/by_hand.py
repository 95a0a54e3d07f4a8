"""What a clerk with a calculator finds in the ledgers that lie in the demo's folder.

It knows the layouts only as a reader does, by their headings, and nothing of Ballast: openpyxl
and plain arithmetic. Amounts are 万元.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

DONE = re.compile(r"1[—\-至]\d+月(累计|实际)?(完成投资|$)")
PLANNED = re.compile(r"年度?计划投资")
IN_MONTH = re.compile(r"^\d+月累计$")
COUNTED = re.compile(r"（\d+项）$")


@dataclass(frozen=True)
class Told:
    """One project as its unit's ledgers tell it: ``done`` is None where no month was filed."""

    unit: str
    planned: Fraction
    done: Fraction | None
    is_reported: bool
    tier: str = ""


def projects(folder: Path, month: str) -> dict[str, Told]:
    """Every project of the year's plan, by its name, as the ledgers up to a month tell it.

    The figure told last counts. A project that no ledger named has its unit of the plan's name.
    """
    planned = [row for path in sorted((folder / "2023").glob("*.xlsx")) for row in rows(path)]
    told = {
        row.name: Told(row.unit, row.planned, None, is_reported=False, tier=row.tier)
        for row in planned
    }
    named = {row.name: row.unit for row in planned}
    codes: dict[str, str] = {}
    for earlier in sorted(path for path in folder.glob("2023-*") if path.name <= month):
        told = {name: replace(one, is_reported=False) for name, one in told.items()}
        for unit, path in last_of(earlier).items():
            for row in rows(path):
                codes[named[row.name]] = unit
                done = told[row.name].done if row.done is None else row.done
                told[row.name] = replace(
                    told[row.name],
                    unit=unit,
                    planned=row.planned,
                    done=done,
                    is_reported=row.done is not None,
                )
    return {name: replace(one, unit=codes.get(one.unit, one.unit)) for name, one in told.items()}


@dataclass(frozen=True)
class Row:
    """What one row of a workbook says of a project: its plan, and what is done since January."""

    name: str
    planned: Fraction
    done: Fraction | None
    unit: str = ""
    tier: str = ""


def last_of(folder: Path) -> dict[str, Path]:
    """Each unit's last workbook of a month: it has the highest number."""
    last: dict[str, Path] = {}
    for path in sorted(folder.glob("*.xlsx"), key=lambda path: int(path.stem.rpartition("-")[2])):
        last[path.stem.rpartition("-")[0]] = path
    return last


def rows(path: Path) -> Iterator[Row]:
    """The projects of a workbook, whatever its layout."""
    for sheet in load_workbook(path).worksheets:
        if str(sheet["A2"].value) == "项目名称":
            yield form(sheet)
        else:
            yield from listed(sheet)


def form(sheet: Worksheet) -> Row:
    """A sheet of one project: labels, each with its value two cells further."""
    said = {
        str(cell.value): sheet.cell(cell.row, cell.column + 2).value
        for line in sheet.iter_rows(max_row=8)
        for cell in line
        if cell.value
    }
    planned = said["本年计划完成投资额（万元）"]
    done = next(value for label, value in said.items() if label.startswith("1-"))
    return Row(str(said["项目名称"]), exact(planned), exact(done))


def listed(sheet: Worksheet) -> Iterator[Row]:
    """A list: its headings tell the columns, a number in the first column tells a project."""
    heads = headings(sheet)
    yi = "亿元" in "".join(heads.values())
    planned = next(column for column, head in heads.items() if PLANNED.search(head))
    unit, tier = (
        next((column for column, head in heads.items() if head.endswith(label)), None)
        for label in ("责任单位", "项目级别")
    )
    done = [column for column, head in heads.items() if DONE.search(head)]
    done = done or [column for column, head in heads.items() if IN_MONTH.search(head)]
    scale = 10_000 if yi else 1
    for row in sheet.iter_rows(min_row=4, values_only=True):
        if isinstance(row[0], int) and row[1]:
            amounts = [exact(row[column]) * scale for column in done if row[column] is not None]
            yield Row(
                str(row[1]),
                exact(row[planned]) * scale,
                sum(amounts, Fraction(0)) if amounts else None,
                str(row[unit]) if unit else "",
                str(row[tier]) if tier else "",
            )


def headings(sheet: Worksheet) -> dict[int, str]:
    """Each column's headings from the top run together, those merged over it too."""
    shown = {
        (cell.row, cell.column): cell.value for line in sheet.iter_rows(min_row=3) for cell in line
    }
    for merged in sheet.merged_cells.ranges:
        if merged.min_row >= 3 and merged.max_col > merged.min_col:
            label = shown[merged.min_row, merged.min_col]
            shown |= {(merged.min_row, c): label for c in range(merged.min_col, merged.max_col + 1)}
    first = next(line for line in range(4, 99) if is_body(shown[line, 1], shown[line, 2]))
    heads = {}
    for column in range(1, sheet.max_column + 1):
        told = [shown[line, column] for line in range(3, first)]
        heads[column - 1] = re.sub(r"\s", "", "".join(str(one) for one in told if one))
    return heads


def is_body(number: object, name: object) -> bool:
    """Whether the headings are over: a project, or a sum that says of how many."""
    return isinstance(number, int) or bool(COUNTED.search(str(name or "")))


def exact(value: object) -> Fraction:
    """What the cell shows, without what a binary fraction adds to it."""
    return Fraction(str(value))
