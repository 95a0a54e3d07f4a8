"""What the writing in a cell means: text, numbers, nothing."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from math import isfinite

from ballast.kernel.money import half_up

LARGEST_YUAN = Decimal(10) ** 14  # beyond a whole country's year: a slip of the unit

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_ESCAPED_BREAK = re.compile("_x000[ad]_", re.IGNORECASE)  # as Excel writes a line break in XML
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f]")  # no database takes the first of them
_NOT_BETWEEN_WORDS = re.compile(r"(?<![!-~]) | (?![!-~])")
_NOTHING = re.compile(r"[-—–―/\\]+")
_NUMBER = re.compile(r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_ABOUT = re.compile(r"(?:大?约|近|[~≈])(?P<number>.+)|(?P<before>.+)(?:左右|上下)")
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}


def shown(value: object) -> str:
    """The value as text, trimmed, whole numbers without a point, blanks within kept single."""
    if isinstance(value, str):
        text = value.strip()
        if text.isprintable() and "  " not in text and "_x" not in text:
            return text  # as nearly every cell is
    elif value is None:
        return ""
    elif isinstance(value, float):
        return f"{value:.15g}"
    elif isinstance(value, date):
        return value.isoformat()
    text = _UNSEEN.sub("", _ESCAPED_BREAK.sub("\n", str(value)))
    lines = (_BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(filter(None, lines))


def is_blank(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, str) and not shown(value))


def plain(value: object) -> str:
    """The text half-width on one line, with blanks only between Latin words."""
    text = shown(value)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if " " in text or not text.isprintable():
        text = _NOT_BETWEEN_WORDS.sub("", _BLANK.sub(" ", text)).strip()
    return text


def key(value: object) -> str:
    """The text for comparison: half-width, no blanks, no case."""
    return _BLANK.sub("", plain(value)).casefold()


def amount(value: object) -> Decimal | None:
    """A number as written, None for a blank or a dash. Raises ``ValueError`` for anything else.

    A number stored by Excel is taken at the 15 digits that Excel itself keeps.
    """
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(value)
        return Decimal(f"{value:.15g}")
    if isinstance(value, bool | date):
        raise ValueError(value)
    if isinstance(value, int):
        return Decimal(value)
    text = _BLANK.sub("", shown(value)).translate(_HALF_WIDTH)  # not NFKC: 10² is no 102
    if not text or _NOTHING.fullmatch(text):
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(value)
    return Decimal(text.replace(",", ""))


def about(value: object) -> Decimal | None:
    """The number in 约3.5 or 3.5左右, which is near what was meant; None for other words."""
    found = _ABOUT.fullmatch(key(value))
    try:
        return amount(found["number"] or found["before"]) if found else None
    except ValueError:
        return None


def yuan(number: Decimal, unit: Decimal) -> Decimal:
    return half_up(number * unit, 2)
