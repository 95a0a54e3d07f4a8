"""Money as exact decimals of yuan, and the few ways a figure is rounded, divided and shown.

Everything is kept in yuan to the cent and computed unrounded; rounding happens once, on the
way to a reader. Floats are refused: a plan of 3 186.5 亿元 must add up to the last fen.
"""

import unicodedata
from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TypeVar, assert_never

from ballast.kernel.errors import Refused

Key = TypeVar("Key")
MINUS = "\N{MINUS SIGN}"
CENT = Decimal("0.01")
_TOO_MUCH = Decimal(10**16)  # yuan; what eighteen digits with two places cannot hold
_SEPARATORS = str.maketrans({",": None, " ": None, MINUS: "-"})
# Two quotients of 28 digits may differ from the true difference in the last ones; a lamp
# that turns at exactly 10 points must not see that dust.
_FINEST = Decimal("1E-12")


class NotMoney(Refused):
    """The text is not an amount."""

    code = "not_money"


class Unit(Enum):
    """The three units in which amounts are written; the value is the word on paper."""

    YUAN = "元"
    WAN = "万元"
    YI = "亿元"

    @property
    def yuan(self) -> Decimal:
        """How many yuan one of it is."""
        match self:
            case Unit.YUAN:
                return Decimal(1)
            case Unit.WAN:
                return Decimal(10_000)
            case Unit.YI:
                return Decimal(100_000_000)
            case _:
                assert_never(self)


_YUAN = {unit: unit.yuan for unit in Unit}
# A single project is shown in 亿元 with two places: pass ``places=2``.
_PLACES = {Unit.YUAN: 2, Unit.WAN: 2, Unit.YI: 1}


def parse(written: str | int | Decimal, unit: Unit) -> Decimal:
    """Yuan, to the cent, from what a person wrote in ``unit``.

    A unit inside the text ("6.32亿元") wins over ``unit``. Thousands separators and full-width
    characters are read. Raises ``NotMoney``.
    """
    if isinstance(written, float):
        raise TypeError("money is read from text or decimals, never from floats")
    text = unicodedata.normalize("NFKC", str(written)).translate(_SEPARATORS)
    for own in (Unit.YI, Unit.WAN, Unit.YUAN):
        if text.endswith(own.value):
            text, unit = text.removesuffix(own.value), own
            break
    try:
        amount = Decimal(text) * unit.yuan
        too_much = abs(amount) >= _TOO_MUCH  # comparing what is no number is invalid too
    except InvalidOperation as error:
        raise NotMoney(text=str(written)) from error
    if too_much:
        raise NotMoney(text=str(written))
    return half_up(amount, 2)


def in_unit(yuan: Decimal, unit: Unit) -> Decimal:
    """The same amount counted in ``unit``, exact."""
    return yuan / _YUAN[unit]


def show(yuan: Decimal, unit: Unit = Unit.YI, places: int | None = None) -> str:
    """The amount as papers print it, without the unit's word: 3186.5, −7.69."""
    shown = half_up(in_unit(yuan, unit), _PLACES[unit] if places is None else places)
    return _with_minus(shown)


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded as officials round: half away from zero."""
    return value.quantize(_place(places), rounding=ROUND_HALF_UP)


@cache
def _place(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def ratio(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """One sum over another, unrounded; nothing over nothing is not a rate."""
    return Decimal(numerator) / Decimal(denominator) if denominator else None


def apportion(amount: Decimal, shares: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """``amount`` in whole cents divided by shares that make one; the parts add up to it.

    The cents left over go to the largest remainders, among equals to who stands first.
    """
    if amount % CENT:
        raise ValueError("amounts are in whole cents")
    exact = {key: amount * share for key, share in shares.items()}
    parts = {key: part.quantize(CENT, ROUND_FLOOR) for key, part in exact.items()}
    left = int((amount - sum(parts.values())) / CENT)
    neediest = sorted(parts, key=lambda key: exact[key] - parts[key], reverse=True)
    for key in neediest[:left]:
        parts[key] += CENT
    return parts


def percent(share: Decimal | Fraction | None, places: int = 1) -> str | None:
    """A share as a percentage without its sign: 0.81399 is 81.4."""
    return None if share is None else _with_minus(half_up(_decimal(share) * 100, places))


def points(share: Decimal | Fraction | None, base: Decimal | Fraction | None) -> Decimal | None:
    """By how many percentage points ``share`` is above ``base``; taken before any rounding."""
    if share is None or base is None:
        return None
    with localcontext(prec=60):
        return ((_decimal(share) - _decimal(base)) * 100).quantize(_FINEST)


def signed(value: Decimal, places: int = 1) -> str:
    """A difference with its sign, a real minus and no signed nought: +6.4, −42.5, 0.0."""
    shown = half_up(value, places)
    return f"+{shown}" if shown > 0 else _with_minus(shown)


def grouped(yuan: Decimal, unit: Unit, places: int) -> str:
    """As ``show``, with the thousands apart: 25,791.2."""
    shown = half_up(in_unit(yuan, unit), places)
    return f"{MINUS}{-shown:,f}" if shown < 0 else f"{abs(shown):,f}"


def _with_minus(shown: Decimal) -> str:
    return f"{MINUS}{-shown:f}" if shown < 0 else f"{abs(shown):f}"


def _decimal(share: Decimal | Fraction) -> Decimal:
    # Asked so, for Python takes ten times as long to see that a decimal is no fraction.
    if isinstance(share, Decimal):
        return share
    return Decimal(share.numerator) / Decimal(share.denominator)
