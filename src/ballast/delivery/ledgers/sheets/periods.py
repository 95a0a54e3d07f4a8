"""The month a workbook speaks of."""

import re
from collections.abc import Iterable

from ballast.kernel.periods import NotAPeriod, Period, parse
from ballast.platform.sheets.reading import Fault, Reading

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PERIOD = re.compile(
    r"20\d\d\s*年\s*(?:1\s*月?\s*[-—–―~至到]+\s*)?\d{1,2}\s*月(?!\s*\d{1,2}\s*[日号])"
    r"|20\d\d[-./](?:1[0-2]|0?[1-9])(?![-./\d])"
)
_ENGLISH_PERIOD = re.compile(rf"\b({'|'.join(_MONTH_NAMES)})\s+(20\d\d)\b", re.IGNORECASE)


def find_period(reading: Reading) -> Period | Fault:
    """The month a workbook speaks of.

    Its titles say so, or what else stands above the tables, or headings, or the sheets' names.
    """
    tables = reading.tables
    for said in (
        [text for table in tables for text in table.above[:1]],
        [text for table in tables for text in table.above[1:]],
        [(h.cell, part) for table in tables for h in table.headings for part in h.path],
        [(f"{table.sheet}!A1", table.sheet) for table in tables],
    ):
        found: dict[Period, str] = {}
        for cell, text in said:
            for period in _periods(text):
                found.setdefault(period, cell)
        if len(found) == 1:
            return next(iter(found))
        if found:
            several = "、".join(f"{period} ({cell})" for period, cell in found.items())
            return Fault("period_several", next(iter(found.values())), {"periods": several})
    return Fault("period_missing", f"{tables[0].sheet}!A1" if tables else "A1")


def _periods(text: str) -> Iterable[Period]:
    """Months named in a text; 2023年1-9月 speaks of September, a full date of no month."""
    for written in _PERIOD.findall(text):
        try:
            period = parse(written)
        except NotAPeriod:
            continue
        yield Period.month(period.year, period.last)
    for month, year in _ENGLISH_PERIOD.findall(text):
        yield Period.month(int(year), _MONTH_NAMES.index(month.lower()) + 1)
