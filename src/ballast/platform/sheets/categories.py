"""The lines between projects: category rows at three levels, the total, notes."""

import re
from dataclasses import dataclass

TOTAL = 0  # the level of the total row; categories are 1 to 3

_CHINESE = "[一二三四五六七八九十百零]+"
_LEVELS = (
    (1, re.compile(rf"{_CHINESE}[、.,:]")),
    (2, re.compile(rf"\({_CHINESE}\)[、.,:]?")),
    (3, re.compile(r"\d{1,2}[.、](?!\d)")),
)
_ORDINALS = (
    (1, re.compile(rf"{_CHINESE}[、.,:]?")),
    (2, re.compile(rf"\({_CHINESE}\)[、.,:]?")),
    (3, re.compile(r"\d{1,2}[.、]")),
)
_TOTAL = re.compile(
    r"(?:全[市县区]|项目)?(?:合计|总计|共计)|(?:grand )?total(?![a-z])", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"小计|subtotal", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:备?注|说明|填[报表]说明|notes?|remarks?)\d*[:.、]"
    r"|.{0,8}(?:制表|填表|填报|审核|负责|联系)人?:",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\s*\((?:共?(\d+)[项个](?:项目)?|(\d+) (?:projects?|items?))\)$", re.IGNORECASE
)
_COUNT_ALONE = re.compile(r"共?(\d+)[项个](?:项目)?|(\d+) (?:projects?|items?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A category or total row's text taken apart."""

    level: int
    name: str
    count: int | None


def label_of(ordinal: str, text: str) -> Label | None:
    """A total or category row, from the plain texts of its sequence and name cells.

    The ordinal may stand in the sequence column (一 | 交通（12项）) or before the name
    (一、交通（12项）). A number in the sequence column is a project's unless a count follows.
    """
    whole = f"{ordinal}{text}"
    if total := _TOTAL.match(whole):
        return _label(TOTAL, whole[total.end() :])
    if ordinal and text:
        for level, pattern in _ORDINALS:
            if pattern.fullmatch(ordinal) and (level < 3 or _COUNT.search(text)):
                return _label(level, text)
    for level, pattern in _LEVELS:
        if found := pattern.match(whole):
            return _label(level, whole[found.end() :])
    return None


def _label(level: int, text: str) -> Label:
    found = _COUNT.search(text)
    count = int(found[1] or found[2]) if found else None
    return Label(level, _COUNT.sub("", text).strip(), count)


def count_alone(text: str) -> int | None:
    """A count that stands in a cell of its own: 241项."""
    found = _COUNT_ALONE.fullmatch(text)
    return int(found[1] or found[2]) if found else None


def is_subtotal(text: str) -> bool:
    return bool(_SUBTOTAL.match(text))


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text))
