"""Which five-year plan a ledger speaks of."""

import re
from collections.abc import Iterable

_FIRST, _LENGTH = 1951, 5  # the plans since the sixth have run five years from 1981 on
_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
_YEARS = re.compile(r"(20\d\d)年?[-—–―~至到]+(20\d\d)年?")
_NUMBERED = re.compile(r"十([一二三四五六七八九])五")


def five_years(texts: Iterable[str], year: int | None) -> str:
    """2021-2025, as title or headings name it (the latest one they name), else that of ``year``."""
    found: set[int] = set()
    for text in texts:
        for first, last in _YEARS.findall(text):
            if int(last) == int(first) + _LENGTH - 1:
                found.add(int(first))
        found |= {_FIRST + _LENGTH * (10 + _NUMBERS[sign]) for sign in _NUMBERED.findall(text)}
    if not found and year:
        found = {year - (year - 1) % _LENGTH}
    return f"{max(found)}-{max(found) + _LENGTH - 1}" if found else ""
