"""The columns a ledger may have, and those that were found."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from . import units
from .cells import key, plain
from .faults import Fault
from .months import MONTH, TO_MONTH, is_whole_month, without_month

SEQUENCE, NAME = "sequence", "name"  # the two columns that tell a project's row from the others
OTHER_YEAR = "≠"
_REMEMBERED = 40_000  # headings: all aliases of a form, and those of some hundred sheets

_YEAR = re.compile(r"(20\d\d)(?:年度?|(?![\d月.]))")
_THIS_YEAR = re.compile(r"(?:本年度?|今年|当年|年度)+")
_TO_MONTH = re.compile(
    r"(?:截[至止]到?|1月?[-—–―~至到]+)(?:\d{1,2}|n)月(?:份|底|末)?|年初至今|自年初"
)
_MONTH = re.compile(r"(?:\d{1,2}|本|当)月份?")
_ONE_MONTH = re.compile(r"(\d{1,2})月份?((?:投资)?(?:计划)?(?:投资)?额?)")
_YEARS = re.compile(r"(20\d\d)年?[-—–―~至到]+(20\d\d)年?")
_UNTIL = re.compile(r"截[至止]到?")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_LAST_YEAR = re.compile(r"(?:上一?年度?|去年)([底末]?)")
_SHARE = re.compile(r"百分[比率点]|比[例重]|占比")
_ORNAMENTS = re.compile(r"^[*★☆※#]+|[*★☆※#:]+$")


class Kind(Enum):
    """What the cells of a column hold, and so what ``Row.values`` has for them."""

    TEXT = auto()  # str
    MONEY = auto()  # Decimal, yuan (or one of the told currency)
    NUMBER = auto()  # Decimal as written
    PERCENT = auto()  # Decimal, a share: 35 % is 0.35
    DAY = auto()  # Dated; a str where the words name no date ("已开工")
    YEARS = auto()  # the same, for a range: 2022-2025
    CODE = auto()  # str, every digit kept


@dataclass(frozen=True, slots=True)
class Column:
    """What is looked for: its key, the headings officials give it, what its cells hold.

    An alias is a whole heading, or the headings from top to bottom run together. One that
    stands ``across`` is written for any month: n月完成投资, 1-n月完成投资, n月.
    """

    key: str
    aliases: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    longest: int = 4_000  # signs of a text
    across: bool = False  # one column per month, or per 旬 of a month
    share_of: tuple[str, str] | None = None  # a percentage's numerator and denominator
    many: bool = False  # may stand again, as telephones do: person, person#2
    step: str = ""  # of a node: the step of the lifecycle it is proposed for


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of one kind of ledger; a column that names another year is not taken.

    ``nodes`` are the steps that a ledger of one project goes through, and ``aspects`` what it
    says of each of them: a node's value stands under the node's key and the aspect's.
    """

    columns: tuple[Column, ...]
    year: int | None = None
    nodes: tuple[Column, ...] = ()
    aspects: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that was found: where, under which headings, in which unit."""

    column: Column
    place: int
    cell: str
    path: tuple[str, ...]
    unit: Decimal = Decimal(1)
    currency: str = units.YUAN
    month: int | None = None  # of a column that stands once per month
    dekad: int | None = None  # 1 to 3: 上旬, 中旬, 下旬

    @property
    def key(self) -> str:
        """Under which a row keeps the value: completed, completed@3, completed@3.1."""
        if self.month is None:
            return self.column.key
        dekad = "" if self.dekad is None else f".{self.dekad}"
        return f"{self.column.key}@{self.month}{dekad}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column under headings that nothing matches."""

    place: int
    cell: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a sheet: its first and last row, its columns, what is wrong with it."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[Unknown, ...] = ()
    doubled: tuple[Unknown, ...] = ()  # under the same headings as a column already found
    lacking: tuple[str, ...] = ()  # required columns that were not found, by their first alias
    paths: tuple[tuple[str, ...], ...] = ()  # over every column, known or not
    doubts: tuple[Fault, ...] = ()

    def at(self, wanted: str) -> int | None:
        return next((h.place for h in self.headings if h.column.key == wanted), None)


def _folded(text: str) -> str:
    """One spelling for what makes no difference: 投资额, 比重, 上一年度末, 的."""
    text = text.replace("投资额", "投资").replace("的", "")
    text = _LAST_YEAR.sub(lambda found: f"上年{'底' if found[1] else ''}", text)
    return _SHARE.sub("%", text)


@lru_cache(_REMEMBERED)
def heading_key(text: str, year: int | None = None) -> str:
    """A heading for comparison: no unit; this year, months and 1-n months in one spelling.

    A heading that is one month, or that month's plan, keeps its number: 3月份计划 → 3月计划.
    A heading that names another year than ``year`` gets a key that nothing matches, but for
    the end of the year before: 截至2022年底 is 截至上年底 in 2023.
    """
    plain = _folded(_ORNAMENTS.sub("", units.without(key(text))))
    if alone := _ONE_MONTH.fullmatch(plain):
        return f"{alone[1]}月{alone[2]}"
    plain = this_year(plain, year)
    plain = _UNTIL.sub("至", _TO_MONTH.sub("1-n月", plain))
    plain = _THIS_YEAR.sub("年度", plain)
    plain = _MONTH.sub("月", plain.replace("1-n月", "至月"))
    return plain.replace("年度至月", "至月").replace("年度月", "月")


@lru_cache(_REMEMBERED)
def across_key(text: str, year: int | None = None) -> str:
    """A heading of any month for comparison: n月完成投资 and 2023年3月份完成投资 are 月完成投资."""
    folded = units.without(this_year(without_month(plain(text).casefold()), year))
    joined = _folded(key(folded)).replace("年度月", MONTH).replace("年度至月", TO_MONTH)
    for mark in (MONTH, f"{MONTH}旬"):
        if joined.startswith(mark) and is_whole_month(joined.removeprefix(mark)):
            return MONTH
    return joined


def this_year(text: str, year: int | None) -> str:
    """The text with this year as 年度, the end of the last as 上年底, and 2021—2025 as 本五年."""
    text = _YEARS.sub(lambda found: _span(int(found[1]), int(found[2]), year), text)
    if year:
        text = re.sub(rf"{year - 1}年?(?=[底末])", "上年", text)
    named = _YEAR.search(text)
    if named and year and int(named[1]) != year:
        return f"{OTHER_YEAR}{text}"
    return _YEAR.sub("年度", text)


def _span(first: int, last: int, year: int | None) -> str:
    if year is None or first <= year <= last:
        return "本五年"
    return "上五年" if last < year else "下五年"


def without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)
