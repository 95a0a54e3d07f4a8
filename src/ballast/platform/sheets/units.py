"""Units of money as headings and corners state them, and whose money it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .cells import key

YUAN = "CNY"

_TENS = {
    **dict.fromkeys(("千", "k", "thousand"), 3),
    **dict.fromkeys(("万", "10,000", "10000"), 4),
    "十万": 5,
    **dict.fromkeys(("百万", "m", "mn", "million"), 6),
    "千万": 7,
    **dict.fromkeys(("亿", "100million"), 8),
    **dict.fromkeys(("十亿", "bn", "billion"), 9),
}
_MONEY = {
    **dict.fromkeys(("元", "元人民币", "人民币", "yuan", "rmb", "cny", "¥"), YUAN),
    **dict.fromkeys(("美元", "美金", "usd", "us$", "$"), "USD"),
    **dict.fromkeys(("英镑", "gbp", "£"), "GBP"),
    **dict.fromkeys(("欧元", "eur", "€"), "EUR"),
    **dict.fromkeys(("港元", "港币", "hkd", "hk$"), "HKD"),
    **dict.fromkeys(("日元", "jpy"), "JPY"),
}
CURRENCIES = tuple(dict.fromkeys(_MONEY.values()))
SIGNS: Mapping[str, str] = {"¥": YUAN, "£": "GBP", "$": "USD", "€": "EUR"}


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# The scale before the money (万元, million yuan) or after it (£m); never the scale alone: 万.
_UNIT = (
    rf"(?:(?P<scale>{_any(_TENS)})?(?P<money>{_any(_MONEY)})"
    rf"|(?P<money_first>{_any(_MONEY)})(?P<scale_after>{_any(_TENS)}))"
)
_ALONE = re.compile(rf"(?:人民币|rmb|cny)?{_UNIT}")
_IN_BRACKETS = re.compile(
    rf"[(\[](?:[^()\[\]:]{{0,8}}:)?(?:人民币|rmb|cny)?{_UNIT}(?:[,;、/][^()\[\]]*)?[)\]]"
)
_AT_THE_END = re.compile(rf"(?<=[\u4e00-\u9fff])[:/,]?(?P<unit>{_any(_TENS)})元$")
_STATED = re.compile(
    rf"(?:^|[^制报建设])(?:金额|计量|货币)?(?:单位|unit):"
    rf"(?:[^:()]{{0,6}}[、,/])?(?:人民币|rmb|cny)?{_UNIT}"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """How much of a currency one of it is: 万元 is 10,000 CNY."""

    worth: Decimal
    currency: str = YUAN


def named(text: str) -> Unit | None:
    """The unit a cell consists of: 万元, (亿元), £m; the text as ``cells.key`` makes it."""
    return _unit(_ALONE.fullmatch(text) or _IN_BRACKETS.fullmatch(text))


def is_unit(text: str) -> bool:
    """Whether a text is the name of a unit, of whatever money."""
    return named(key(text)) is not None


def in_heading(text: str) -> Unit | None:
    """The unit a heading carries: 总投资(万元), 总投资万元; not 万亩 or 万件."""
    if at_the_end := _AT_THE_END.search(text):
        return Unit(_worth(at_the_end["unit"]))
    return _unit(_IN_BRACKETS.search(text))


def without(text: str) -> str:
    """The heading without its unit."""
    return _AT_THE_END.sub("", _IN_BRACKETS.sub("", text))


def stated(text: str) -> Unit | None:
    """The unit a cell states for the whole sheet: 单位:万元, (万元); not 编制单位:…"""
    return _unit(_STATED.search(text) or _IN_BRACKETS.fullmatch(text))


def _unit(found: re.Match[str] | None) -> Unit | None:
    if found is None:
        return None
    scale, money = found["scale"] or found["scale_after"], found["money"] or found["money_first"]
    return Unit(_worth(scale) if scale else Decimal(1), _MONEY[money])


def _worth(scale: str) -> Decimal:
    return Decimal(10) ** _TENS[scale]
