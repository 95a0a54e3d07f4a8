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
_YEAR = re.compile(r"(20\d\d)\s*年")
_TO_MONTH = re.compile(r"(?:(?<!\d)1月?[-—–―~～至到]+|截[至止]到?)(\d{1,2})月")
_ENGLISH_PERIOD = re.compile(rf"\b({'|'.join(_MONTH_NAMES)})\s+(20\d\d)\b", re.IGNORECASE)


def find_period(reading: Reading) -> Period | Fault:
    """The month a workbook speaks of.

    Its titles say so, or what else stands above the tables, or headings, or the sheets' names;
    or a title has the year, and the heading of the year so far its month.
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
    if apart := _told_apart(reading):
        return apart
    return Fault("period_missing", f"{tables[0].sheet}!A1" if tables else "A1")


def _told_apart(reading: Reading) -> Period | None:
    """September of 2023年 in the title and 1-9月累计完成投资 in a heading."""
    titles = [text for table in reading.tables for _, text in table.above]
    years = {int(year) for text in titles for year in _YEAR.findall(text)}
    months = {
        int(month)
        for table in reading.tables
        for heading in table.headings
        for part in heading.path
        for month in _TO_MONTH.findall("".join(part.split()))
    }
    if len(years) != 1 or len(months) != 1 or not 1 <= min(months) <= 12:
        return None
    return Period.month(min(years), min(months))


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
