"""Faults in the order in which a reader of the workbook meets them."""

import re
from collections.abc import Iterable

from ballast.platform.sheets.reading import Fault

_CELL = re.compile(r"(.*)!([A-Z]+)(\d+)")


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Sheet by sheet as they come, row by row, from left to right."""
    told = list(faults)
    sheets: dict[str, int] = {}
    for fault in told:
        sheets.setdefault(fault.cell.rpartition("!")[0], len(sheets))

    def place(fault: Fault) -> tuple[int, int, int, str]:
        found = _CELL.fullmatch(fault.cell)
        sheet = sheets[fault.cell.rpartition("!")[0]]
        return (sheet, int(found[3]), len(found[2]), found[2]) if found else (sheet, 0, 0, "")

    return sorted(told, key=place)
