"""Words that papers share: they follow the sign of a figure, and days as an office writes them.

A paper is written in Chinese whatever language its drafter's screen is in; so are these.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ballast.kernel import money
from ballast.kernel.periods import Period

# Shape and word: a copy without colours says the same.
LAMPS: Mapping[str, str] = {
    "red": "◆ 红色",
    "yellow": "▲ 黄色",
    "blue": "■ 蓝色",
    "green": "● 绿色",
    "grey": "○ 未报送",
    "dash": "— 不评灯",
}
# What the register and the plan keep as codes, as a table in a paper calls it.
TIERS: Mapping[str, str] = {
    "NATIONAL": "国家重点",
    "PROVINCIAL": "省重点",
    "CITY": "市重点",
    "DISTRICT": "区县重点",
}
PLAN_CLASSES: Mapping[str, str] = {
    "NEW_START": "新开工",
    "CARRY_OVER": "续建",
    "DUE_FINISH": "竣工投产",
    "PREPARATORY": "预备",
}
UNKNOWN = "—"
_NUMERALS = "〇一二三四五六七八九"
_CIRCLED = ord("①")
ELLIPSIS = "……"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)


def against(points: Decimal, what: str, *, up: str = "高于", down: str = "低于") -> str:
    """高于／低于 something by so many points; 与…持平 where the printed difference is 0.0."""
    shown = money.half_up(points, 1)
    if shown == 0:
        return f"与{what}持平"
    return f"{up if shown > 0 else down}{what}{abs(shown)}个百分点"


def moved(lead: Decimal, change: Decimal, since: str) -> str:
    """较1—8月扩大1.3个百分点: how the distance ``lead`` has changed, by ``change`` of it.

    Where it changed its side, what it was before: 1—8月为低于0.5个百分点.
    """
    before, by = lead - change, abs(money.half_up(change, 1))
    if by == 0:
        return f"与{since}持平"
    if before * lead < 0:
        side = "高于" if before > 0 else "低于"
        return f"{since}为{side}{abs(money.half_up(before, 1))}个百分点"
    return f"较{since}{'扩大' if abs(lead) > abs(before) else '收窄'}{by}个百分点"


def turned(count: int, *, up: str = "增加", down: str = "减少", unit: str = "个") -> str:
    """增加3个, 减少7个, 持平."""
    return f"{up if count > 0 else down}{abs(count)}{unit}" if count else "持平"


def source(period: Period, seal: str) -> str:
    """What a paper's figures were taken from: a closed month's snapshot, or what is filed so far.

    ``seal`` is the digest of the snapshot, empty where the period is not closed.
    """
    if seal:
        return f"数据快照 {period.code}／{seal[:8]}"
    return f"数据取自{period.label()}未结账的报送数据，签发前以结账数据核对"


def day(one: date) -> str:
    """10月16日."""
    return f"{one.month}月{one.day}日"


def dated(one: date) -> str:
    """2023年10月16日."""
    return f"{one.year}年{day(one)}"


def in_days(text: str) -> str:
    """A sentence with its days as papers write them: 2023-06-30 is 2023年6月30日."""
    return _ISO.sub(lambda met: f"{met[1]}年{int(met[2])}月{int(met[3])}日", text)


def numeral(number: int) -> str:
    """A small number as clauses are counted: 二, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return f"{_NUMERALS[tens] if tens > 1 else ''}十{_NUMERALS[ones] if ones else ''}"


def circled(number: int) -> str:
    """The number of a node in its circle: ⑪; there are signs for 1 to 20."""
    return chr(_CIRCLED + number - 1)


def cut(text: str, most: int) -> str:
    """A text of at most so many signs, for a paper that has one page; what is cut is marked."""
    return text if len(text) <= most else f"{text[: most - len(ELLIPSIS)]}{ELLIPSIS}"
