"""What a filing is about: a month, January and February together, a quarter, a half, a year."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal, Self

from ballast.kernel.errors import Refused

Language = Literal["zh", "en"]
Kind = Literal["month", "opening", "quarter", "half", "year", "span"]

_QUARTERS = "一二三四"
_HALVES = "上下"
_MONTHS_TOGETHER: dict[tuple[int, int], Kind] = {
    **{(3 * n + 1, 3 * n + 3): "quarter" for n in range(4)},
    (1, 2): "opening",
    (1, 6): "half",
    (7, 12): "half",
    (1, 12): "year",
}


class NotAPeriod(Refused):
    """The text names no period."""

    code = "not_a_period"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Whole months of one year, from ``first`` to ``last``; sorts by when it begins.

    Statistics has no January: the first filing of a year is often 1—2月, here "opening".
    """

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.first <= self.last <= 12):
            raise NotAPeriod(text=f"{self.year}-{self.first}~{self.last}")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(year, month, month)

    @classmethod
    def opening(cls, year: int) -> Self:
        """January and February, filed as one."""
        return cls(year, 1, 2)

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        return cls(year, 3 * number - 2, 3 * number)

    @classmethod
    def half(cls, year: int, number: int) -> Self:
        return cls(year, 6 * number - 5, 6 * number)

    @classmethod
    def whole(cls, year: int) -> Self:
        return cls(year, 1, 12)

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which ``day`` lies."""
        return cls.month(day.year, day.month)

    @classmethod
    @lru_cache(maxsize=256)  # a page reads the same one for each of its rows
    def from_code(cls, code: str) -> Self:
        """The period whose ``code`` this is; nothing else is read here."""
        period = cls(*_read(code, year=None))
        if period.code != code:
            raise NotAPeriod(text=code)
        return period

    @property
    def kind(self) -> Kind:
        if self.first == self.last:
            return "month"
        return _MONTHS_TOGETHER.get((self.first, self.last), "span")

    @property
    def code(self) -> str:
        """Short, sorted by time, fit for an address or a file name.

        2023-09 · 2024-01~02 · 2023Q3 · 2023H1 · 2023
        """
        match self.kind:
            case "month":
                return f"{self.year}-{self.last:02}"
            case "quarter":
                return f"{self.year}Q{self.last // 3}"
            case "half":
                return f"{self.year}H{self.last // 6}"
            case "year":
                return str(self.year)
            case _:
                return f"{self.year}-{self.first:02}~{self.last:02}"

    def __str__(self) -> str:
        return self.code

    @property
    def first_day(self) -> date:
        return date(self.year, self.first, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def months_elapsed(self) -> int:
        """Months of the year gone by at its end."""
        return self.last

    @property
    def time_progress(self) -> Fraction:
        """时序进度: months elapsed of twelve, exact."""
        return Fraction(self.months_elapsed, 12)

    def next(self, *, opening: bool = False) -> "Period":
        """The one after it of the same length.

        With ``opening`` the months of a year begin with 1—2月 instead of January.
        """
        after = _at(self.year * 12 + self.last, self._stride)
        return _opened(after) if opening else after

    def previous(self, *, opening: bool = False) -> "Period":
        """The one before it of the same length; ``opening`` as in ``next``."""
        before = _at(self.year * 12 + self.first - 1 - self._stride, self._stride)
        return _opened(before) if opening else before

    def label(self, language: Language = "zh", *, year: bool = True) -> str:
        """Its name: 2023年9月, 2024年1—2月, 2023年三季度; September 2023, Q3 2023.

        Without ``year`` the year is left out, except where nothing else would be left.
        """
        if self.kind == "year":
            return f"{self.year}年" if language == "zh" else str(self.year)
        return self._dated(self._name(language), language, year=year)

    def label_to_date(self, language: Language = "zh", *, year: bool = True) -> str:
        """From January to its end: 2023年1—9月; January–September 2023."""
        return self._dated(_months(1, self.last, language), language, year=year)

    @property
    def _stride(self) -> int:
        match self.kind:
            case "opening":
                return 1  # months stand on either side of it
            case "span":
                raise ValueError(f"{self.code} has no neighbours")
            case _:
                return self.last - self.first + 1

    def _name(self, language: Language) -> str:
        zh = language == "zh"
        match self.kind:
            case "quarter":
                number = self.last // 3
                return f"{_QUARTERS[number - 1]}季度" if zh else f"Q{number}"
            case "half":
                number = self.last // 6
                return f"{_HALVES[number - 1]}半年" if zh else f"H{number}"
            case _:
                return _months(self.first, self.last, language)

    def _dated(self, name: str, language: Language, *, year: bool) -> str:
        if not year:
            return name
        return f"{self.year}年{name}" if language == "zh" else f"{name} {self.year}"


def parse(text: str, *, year: int | None = None) -> Period:
    """Read a period as people write it; ``year`` is meant where they leave the year out.

    2023年9月, 2023.9, 2023-09, 202309, 9月, 1—2月, 三季度, 2023年第3季度, 上半年, 2023年.
    Raises ``NotAPeriod``.
    """
    return Period(*_read(text, year=year))


def _at(months: int, length: int) -> Period:
    year, month = divmod(months, 12)
    return Period(year, month + 1, month + length)


def _opened(period: Period) -> Period:
    if period.kind == "month" and period.last <= 2:
        return Period.opening(period.year)
    return period


def _months(first: int, last: int, language: Language) -> str:
    if language == "zh":
        return f"{last}月" if first == last else f"{first}—{last}月"
    names = calendar.month_name
    return names[last] if first == last else f"{names[first]}–{names[last]}"


_YEAR = r"(?:(?P<year>\d{4})年?度?-?)?"
_SHAPES = [
    re.compile(shape)
    for shape in (
        r"(?P<year>\d{4})[-./年](?P<last>\d{1,2})(?:月份?)?",
        r"(?P<year>\d{4})(?P<last>\d{2})",
        r"(?:(?P<year>\d{4})年)?(?P<last>\d{1,2})月份?",
        r"(?:(?P<year>\d{4})年)?(?P<first>\d{1,2})月?[-~至到](?P<last>\d{1,2})月份?",
        r"(?P<year>\d{4})-(?P<first>\d{2})[~/](?P<last>\d{2})",
        _YEAR + r"第?(?P<quarter>[一二三四1-4])季度?",
        _YEAR + r"Q(?P<quarter>[1-4])",
        _YEAR + r"(?P<half>[上下])半年",
        _YEAR + r"H(?P<half>[12])",
        r"(?P<year>\d{4})年?(?:度|全年)?",
    )
]
_DASHES = re.compile("[—–―‐‑−-]+")


def _read(text: str, *, year: int | None) -> tuple[int, int, int]:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = _DASHES.sub("-", plain).upper()
    for shape in _SHAPES:
        if found := shape.fullmatch(plain):
            break
    else:
        raise NotAPeriod(text=text)
    part = {name: value for name, value in found.groupdict().items() if value}
    stated = int(part["year"]) if "year" in part else year
    if stated is None:
        raise NotAPeriod(text=text)
    if "quarter" in part:
        return stated, *_nth(part["quarter"], _QUARTERS, 3)
    if "half" in part:
        return stated, *_nth(part["half"], _HALVES, 6)
    last = int(part.get("last", 12))
    return stated, int(part.get("first", last if "last" in part else 1)), last


def _nth(number: str, words: str, length: int) -> tuple[int, int]:
    place = int(number) if number.isdigit() else words.index(number) + 1
    return length * (place - 1) + 1, length * place
