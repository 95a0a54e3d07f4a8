"""Days, months and years as offices write them.

Every shape names a span: 2023年二季度 is from the first of April to the last of June. What is
no date in words (已开工) is kept by the caller as text, with a doubt.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from .cells import key, shown
from .months import ENGLISH

_EPOCH = date(1899, 12, 30)  # day nought of Excel's serials
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_YEARS = range(1900, 2101)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_NAMES = {name[:3]: n for n, name in enumerate(ENGLISH, 1)} | {"sept": 9}

_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_CHINESE_NUMBER = re.compile(r"(?<=[年月至到\-—])([一二三])?(十)?([一二三四五六七八九])?(?=[月日])")
_BEFORE = re.compile(r"^(?:计划|预计|力争|争取|拟定?于?|已于|于|自|从|在)+")
_NEAR = re.compile(r"^(?:大?约|近)|(?:左右|前后|上下)$")
_AFTER = re.compile(
    r"(?:之前|以前|前|内|起|止)?(?:开工|竣工|完工|建成|投产|完成)?(?:之前|以前|前|起|止)?$"
)
_SPLIT = re.compile(r"[-—–―~至到]+")

_Y, _M, _D = r"(\d{4})", r"(\d{1,2})", r"(\d{1,2})"
_BETWEEN = r"[./\-年]"
_DAY = (
    re.compile(rf"{_Y}{_BETWEEN}{_M}[./\-月]{_D}[日号]?(?:t?00:00:00)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_MONTH = (re.compile(rf"{_Y}(?:年|[./\-]){_M}(?:月份?)?"), re.compile(r"(\d{4})(0[1-9]|1[0-2])"))
_PART = re.compile(rf"{_Y}(?:年|[./\-]){_M}月?份?(上旬|中旬|下旬|初|中|底|末)")
_QUARTER = re.compile(
    rf"{_Y}年?第?([一二三四1-4])季度?(末|底)?|(\d{{4}})[-年]?q([1-4])|q([1-4])[-/]?(\d{{4}})"
)
_HALF = re.compile(rf"{_Y}年?(上|下)半年|(\d{{4}})h([12])")
_YEAR = re.compile(rf"{_Y}年?度?")
_YEAR_PART = re.compile(rf"{_Y}年(初|中|底|末|年初|年中|年底|年末)")
_YEARS_SHORT = re.compile(rf"{_Y}[-—–―~至到]+(\d{{2}})年?")
_MONTHS = re.compile(rf"{_Y}(?:年|[./]){_M}月?[-—–―~至到]+{_M}月")
_EITHER_WAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ENGLISH = re.compile(
    r"(\d{1,2}(?:st|nd|rd|th)?)?([a-z]{3,9})\.?[-,]?(\d{1,2}(?:st|nd|rd|th)?,)?[-']?(\d{4})"
)
_THIRDS = {"上旬": 1, "初": 1, "中旬": 2, "中": 2, "下旬": 3, "底": 3, "末": 3}


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, 旬, month, quarter, half, year or range of them, as precise as it was written."""

    first: date
    last: date
    text: str


class NotADate(Exception):
    """A number or a pattern that can be no date; ``code`` is the fault's."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: a span, or None for words; with the code of a doubt, or ""."""

    dated: Dated | None
    doubt: str = ""


_Span = tuple[date, date]


def dated(value: object, *, day_first: bool | None = None) -> Read:
    """What a cell of dates says. Raises ``NotADate`` for what looks like one and cannot be.

    ``day_first`` settles 4/5/2023 where the rest of the column has told; else it is a doubt.
    """
    if isinstance(value, bool):
        raise NotADate("date_unclear")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Read(Dated(value, value, value.isoformat()))
    if isinstance(value, int | float):
        return _of_number(value)
    return _of_text(shown(value), day_first=day_first)


def _of_number(value: float) -> Read:
    text = shown(value)
    whole = Decimal(text)
    if not whole.is_finite():
        raise NotADate("date_unclear")
    if whole == int(whole):
        span = _of_whole(int(whole), text)
        if span is None:
            raise NotADate("date_unclear")
        return Read(Dated(*span, text))
    if int(whole) in _SERIALS:
        day = _EPOCH + timedelta(days=int(whole))
        return Read(Dated(day, day, day.isoformat()))
    year, _, month = text.partition(".")
    if not year.isdigit() or int(year) not in _YEARS or len(month) > 2:
        raise NotADate("date_unclear")
    # Excel drops the nought of 2023.10, so that October is stored as January is.
    return Read(Dated(*_month(int(year), int(month)), text), "date_month_unsure" * (month == "1"))


def _of_whole(number: int, text: str) -> _Span | None:
    if number in _YEARS:
        return _year(number)
    if number in _SERIALS:
        day = _EPOCH + timedelta(days=number)
        return day, day
    return _atom(text) if len(text) in (6, 8) else None


def _of_text(text: str, *, day_first: bool | None) -> Read:
    bare = _folded(text)
    near = "date_about" if _NEAR.search(bare) else ""
    bare = _NEAR.sub("", _BEFORE.sub("", bare))
    if found := _EITHER_WAY.fullmatch(bare):
        span, unsure = _either_way(*map(int, found.groups()), day_first=day_first)
        return Read(Dated(*span, text), "date_day_or_month" if unsure else near)
    if number := re.fullmatch(r"\d{5}(?:\.\d+)?", bare):
        return _of_number(float(number[0]))
    named = _span(bare) or _span(_AFTER.sub("", bare))
    return Read(Dated(*named, text), near) if named else Read(None, "date_in_words")


def _folded(text: str) -> str:
    bare = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), key(text))
    return _CHINESE_NUMBER.sub(_in_digits, bare).replace("年年", "年")


def _in_digits(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    if not any((tens, ten, ones)):
        return ""
    if not ten:
        return (tens or ones).translate(_DIGITS)
    return str(10 * int((tens or "一").translate(_DIGITS)) + int((ones or "〇").translate(_DIGITS)))


def _either_way(one: int, two: int, year: int, *, day_first: bool | None) -> tuple[_Span, bool]:
    if day_first is None and one <= 12 and two <= 12 and one != two:
        return _day(year, two, one), True
    month_first = two > 12 or (day_first is False and one <= 12)
    return _day(year, *((one, two) if month_first else (two, one))), False


def _span(text: str) -> _Span | None:
    """A shape, or a range of two."""
    if span := _together(text) or _atom(text):
        return span
    for found in _SPLIT.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        first, last = (
            _atom(left),
            _atom(right) or (_atom(f"{left[:4]}年{right}") if left[:4].isdigit() else None),
        )
        if first and last:
            if first[0] > last[1]:
                raise NotADate("dates_reversed")
            return first[0], last[1]
    return None


def _together(text: str) -> _Span | None:
    """Two ends that share their year: 2022年3-6月, 2022-25."""
    if found := _MONTHS.fullmatch(text):
        year, first, last = map(int, found.groups())
        return _ordered(_month(year, first)[0], _month(year, last)[1])
    found = _YEARS_SHORT.fullmatch(text)
    if found and int(found[2]) > 12:
        year = int(found[1])
        return _ordered(_year(year)[0], _year(year - year % 100 + int(found[2]))[1])
    return None


def _ordered(first: date, last: date) -> _Span:
    if first > last:
        raise NotADate("dates_reversed")
    return first, last


def _atom(text: str) -> _Span | None:
    for pattern in _DAY:
        if found := pattern.fullmatch(text):
            return _day(*map(int, found.groups()))
    for pattern in _MONTH:
        if found := pattern.fullmatch(text):
            return _month(*map(int, found.groups()))
    if found := _PART.fullmatch(text):
        return _third(int(found[1]), int(found[2]), _THIRDS[found[3]])
    return _part_of_year(text) or _in_english(text)


def _part_of_year(text: str) -> _Span | None:
    if found := _QUARTER.fullmatch(text):
        year = int(found[1] or found[4] or found[7])
        written = found[2] or found[5] or found[6]
        last = 3 * (_ORDINALS.get(written) or int(written))
        return _month(year, last - (0 if found[3] else 2))[0], _month(year, last)[1]
    if found := _HALF.fullmatch(text):
        year, half = int(found[1] or found[3]), found[2] or found[4]
        first = 1 if half in ("上", "1") else 7
        return _month(year, first)[0], _month(year, first + 5)[1]
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]))
    if found := _YEAR_PART.fullmatch(text):
        return _month(int(found[1]), {"初": 1, "中": 6, "底": 12, "末": 12}[found[2][-1]])
    return None


def _in_english(text: str) -> _Span | None:
    found = _ENGLISH.fullmatch(text)
    month = _NAMES.get(found[2][:3]) if found else None
    if found is None or month is None or not ENGLISH[month - 1].startswith(found[2][:3]):
        return None
    written = found[1] or found[3]
    if written:
        return _day(int(found[4]), month, int(re.sub(r"\D", "", written)))
    return _month(int(found[4]), month)


def _day(year: int, month: int, day: int) -> _Span:
    _checked(year)
    try:
        only = date(year, month, day)
    except ValueError:
        raise NotADate("date_impossible") from None
    return only, only


def _third(year: int, month: int, third: int) -> _Span:
    first, last = _month(year, month)
    return (
        first.replace(day=10 * third - 9),
        last if third == 3 else last.replace(day=10 * third),
    )


def _month(year: int, month: int) -> _Span:
    _checked(year)
    if not 1 <= month <= 12:
        raise NotADate("date_impossible")
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> _Span:
    _checked(year)
    return date(year, 1, 1), date(year, 12, 31)


def _checked(year: int) -> None:
    if year not in _YEARS:
        raise NotADate("date_impossible")
