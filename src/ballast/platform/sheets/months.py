"""Months and 旬 in headings: a column that stands once per month has one alias for all twelve.

Both are taken out of a heading before it is compared: 3月完成投资 and "March completed" become
"this month", 1—3月 becomes "up to this month".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cells import plain

MONTH, TO_MONTH = "月", "至月"  # what they become
DEKADS = "上中下"

_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE = {name: n for n, name in enumerate(_ORDINALS, 1)}
ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = {name[:3]: n for n, name in enumerate(ENGLISH, 1)} | {"sept": 9}

_N = r"(?P<{}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|n)"
_DASH = r"[-—–―~至到]+"
_RUNNING = re.compile(
    rf"(?:(?:截[至止]到?|(?<![月\d])至)(?:20\d\d年)?{_N.format('until')}月(?:份|底|末)?)"
    rf"|(?:(?:20\d\d年)?(?<!\d)(?:1|一)月?{_DASH}{_N.format('to')}月(?:份|底|末)?)"
)
_SINGLE = re.compile(rf"(?<![\d十一二三四五六七八九]){_N.format('n')}月(?:份|度)?(?!\d)")
_NAMED = re.compile(
    rf"(?<![a-z])(?P<name>{'|'.join((*ENGLISH, *_SHORT))})(?![a-z])\.?(?:[-' ]?(?:20)?\d\d(?!\d))?"
)
_DATE = re.compile(r"20\d\d[-/.](?P<n>1[0-2]|0?[1-9])(?:[-/.]0?1(?:t?00:00:00)?)?$")
_DEKAD = re.compile(rf"([{DEKADS}])旬")
_WHOLE = re.compile(r"^(?:旬)?(?:小计|合计|月计|全月|当月合计|月小计|月合计|sub-?total|total)$")


@dataclass(frozen=True, slots=True)
class Moment:
    """The month (1 to 12) and 旬 (1 to 3) a heading names."""

    month: int | None = None
    dekad: int | None = None


NO_MOMENT = Moment()


def moment(path: Sequence[str]) -> Moment:
    """What the headings over a column say; the lowest that names a month counts."""
    month = next((m for part in reversed(path) if (m := _month(part)) is not None), None)
    found = next((d for part in reversed(path) if (d := _DEKAD.search(part))), None)
    return Moment(month, DEKADS.index(found[1]) + 1 if found else None)


def _month(text: str) -> int | None:
    folded = plain(text).casefold()
    found = _RUNNING.search(folded) or _DATE.search(folded.replace(" ", ""))
    if found is None:
        found = _SINGLE.search(folded)
    if found is not None:
        written = next(group for group in found.groups() if group)
        return None if written == "n" else _CHINESE.get(written) or int(written)
    named = _NAMED.search(folded)
    return _SHORT[named["name"][:3]] if named else None


def without_month(text: str) -> str:
    """A heading, as ``cells.plain`` in lower case, with its month and 旬 in one spelling."""
    text = _RUNNING.sub(TO_MONTH, text)
    text = _DATE.sub(MONTH, text)
    text = _NAMED.sub(MONTH, _SINGLE.sub(MONTH, text))
    return _DEKAD.sub("旬", text)


def is_whole_month(text: str) -> bool:
    """The month's own column beside its 旬: 小计, 合计."""
    return bool(_WHOLE.match(text))
