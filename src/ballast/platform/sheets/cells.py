"""What the writing in a cell means: text, amounts, units."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from ballast.kernel.money import Unit, half_up

# How many yuan one of the unit is.
UNITS = {
    **{unit.value: unit.yuan for unit in Unit},
    "百万元": Decimal(1_000_000),
    "yuan": Decimal(1),
    "10,000yuan": Decimal(10_000),
    "10000yuan": Decimal(10_000),
    "millionyuan": Decimal(1_000_000),
    "100millionyuan": Decimal(100_000_000),
}
LARGEST_YUAN = Decimal(10) ** 14  # beyond a whole country's year: a slip of the unit

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_ESCAPED_BREAK = re.compile("_x000[ad]_", re.IGNORECASE)  # as Excel writes a line break in XML
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f]")  # no database takes the first of them
_NOT_BETWEEN_WORDS = re.compile(r"(?<![!-~]) | (?![!-~])")
_NOTHING = re.compile(r"[-—–―/\\]+")
_NUMBER = re.compile(r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_NAMED = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_IN_BRACKETS = re.compile(rf"[(\[](?:单位:|unit:)?(?:人民币|rmb|cny)?({_NAMED})[)\]]")
_STATED = re.compile(rf"(?:^|[^制报建设])(?:金额)?(?:单位|unit):(?:人民币|rmb|cny)?({_NAMED})")


def shown(value: object) -> str:
    """The value as text, trimmed, whole numbers without a point, blanks within kept single."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, date):
        return value.isoformat()
    text = _UNSEEN.sub("", _ESCAPED_BREAK.sub("\n", str(value)))
    lines = (_BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(filter(None, lines))


def plain(value: object) -> str:
    """The text half-width on one line, with blanks only between Latin words."""
    text = unicodedata.normalize("NFKC", shown(value))
    return _NOT_BETWEEN_WORDS.sub("", _BLANK.sub(" ", text)).strip()


def key(value: object) -> str:
    """The text for comparison: half-width, no blanks, no case."""
    return _BLANK.sub("", plain(value)).casefold()


def amount(value: object) -> Decimal | None:
    """A number as written, None for a blank or a dash. Raises ``ValueError`` for anything else.

    A number stored by Excel is taken at the 15 digits that Excel itself keeps.
    """
    if isinstance(value, bool | date):
        raise ValueError(value)
    if isinstance(value, float | int):
        return Decimal(f"{value:.15g}")
    text = _BLANK.sub("", shown(value)).translate(_HALF_WIDTH)  # not NFKC: 10² is no 102
    if not text or _NOTHING.fullmatch(text):
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(value)
    return Decimal(text.replace(",", ""))


def yuan(number: Decimal, unit: Decimal) -> Decimal:
    return half_up(number * unit, 2)


def unit_in_brackets(text: str) -> Decimal | None:
    """The money unit a heading carries: 总投资（万元）; not 万亩 or 万件."""
    found = _IN_BRACKETS.search(text)
    return UNITS[found[1]] if found else None


def without_unit(text: str) -> str:
    return _IN_BRACKETS.sub("", text)


def unit_stated(text: str) -> Decimal | None:
    """The money unit a cell states for the sheet: 单位：万元; not 编制单位：…"""
    found = _STATED.search(text) or _IN_BRACKETS.fullmatch(text)
    return UNITS[found[1]] if found else None
