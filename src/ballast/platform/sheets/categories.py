"""The lines between projects: category rows, totals and their parts, notes."""

import re
from dataclasses import dataclass

TOTAL = 0  # the level of the total row; categories are 1 and deeper

_CHINESE = "[一二三四五六七八九十百零]+"
_ROMAN = "(?:[Ⅰ-Ⅻ]|[ivx]{1,5})"
# What stands before a category's name, from the widest to the narrowest. The dash and the Roman
# numeral have no place of their own: each office hangs them where it likes.
OVER_ALL, ROMAN, CHINESE, IN_BRACKETS, ARABIC, ARABIC_IN_BRACKETS, DASH, BARE = range(8)
_MARKS = (
    (ROMAN, re.compile(rf"{_ROMAN}[、.,:]", re.IGNORECASE)),
    (CHINESE, re.compile(rf"{_CHINESE}[、.,:]|第{_CHINESE}[类部]分?[、.,:]?")),
    (IN_BRACKETS, re.compile(rf"\({_CHINESE}\)[、.,:]?")),
    (ARABIC, re.compile(r"\d{1,2}[.、](?!\d)")),
    (ARABIC_IN_BRACKETS, re.compile(r"\(\d{1,2}\)[、.,:]?")),
    (DASH, re.compile(r"[-—–―]{1,4}(?=[^\d\s-])")),
)
_ORDINALS = (
    (ROMAN, re.compile(rf"{_ROMAN}[、.,:]?", re.IGNORECASE)),
    (CHINESE, re.compile(rf"{_CHINESE}[、.,:]?")),
    (IN_BRACKETS, re.compile(rf"\({_CHINESE}\)[、.,:]?")),
    (ARABIC, re.compile(r"\d{1,2}[.、]?")),
    (ARABIC_IN_BRACKETS, re.compile(r"\(\d{1,2}\)")),
    (DASH, re.compile(r"[-—–―]{1,4}")),
)
NUMBERS = (ARABIC, ARABIC_IN_BRACKETS)  # alone, they are a project's number
_TOTAL = re.compile(
    r"(?:(?:全[市县区省州]|项目)?(?:合计|总计|共计)|(?:grand )?total)(?=$|[\s:(共\d])",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"小计|本页[小合]计|sub-?total", re.IGNORECASE)
_AMONG = re.compile(r"其中:?|(?:of which|including):?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:备?注|说明|填[报表]说明|notes?|remarks?)\d*[:.、]"
    r"|.{0,8}(?:制表|填表|填报|审核|负责|联系)人?:"
    r"|.{0,12}(?:\(?签[字名章]\)?|\(?盖章\)?)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"第\d+页(?:[,/]?共\d+页)?|[-—]\d+[-—]|page\d+(?:of\d+)?", re.IGNORECASE)
_COUNT = re.compile(
    r"\s*(?:\((?:共?计?(\d+)[项个](?:项目)?|(\d+) (?:projects?|items?))[^()]{0,12}\)"
    r"|共?(\d+)[项个])$",
    re.IGNORECASE,
)
_COUNT_ALONE = re.compile(r"共?(\d+)[项个](?:项目)?|(\d+) (?:projects?|items?)", re.IGNORECASE)
_CLASS_WORDS = re.compile(r"(?:省市级?|市级|省级)?重[点大]|项目|类|的|,")


@dataclass(frozen=True, slots=True)
class Label:
    """A category, total or part row's text taken apart."""

    mark: int | None  # None of a total or of a part of one
    name: str
    count: int | None
    part: bool = False

    @property
    def is_total(self) -> bool:
        return self.mark is None and not self.part


def label_of(ordinal: str, text: str) -> Label | None:
    """A total or category row, from the plain texts of its sequence and name cells.

    The ordinal may stand in the sequence column (一 | 交通（12项）) or before the name
    (一、交通（12项）). A number in the sequence column is a project's unless a count follows.
    """
    whole = f"{ordinal}{text}"
    if total := _TOTAL.match(whole):
        return _label(None, whole[total.end() :])
    among = _AMONG.match(text)
    if among and (among[0].endswith(":") or _COUNT.search(text)):
        return _label(None, text[among.end() :], part=True)
    if ordinal and text:
        for mark, pattern in _ORDINALS:
            if pattern.fullmatch(ordinal) and (mark not in NUMBERS or _COUNT.search(text)):
                return _label(mark, text)
    for mark, pattern in _MARKS:
        if found := pattern.match(whole):
            return _label(mark, whole[found.end() :])
    return None


def bare_label(text: str) -> Label:
    """A category row without an ordinal: 铁路项目（12项）, or a name merged over the table."""
    return _label(BARE, text)


def _label(mark: int | None, text: str, *, part: bool = False) -> Label:
    found = _COUNT.search(text)
    count = int(next(group for group in found.groups() if group)) if found else None
    return Label(mark, _COUNT.sub("", text).strip(), count, part)


def count_alone(text: str) -> int | None:
    """A count that stands in a cell of its own: 241项."""
    found = _COUNT_ALONE.fullmatch(text)
    return int(found[1] or found[2]) if found else None


def class_of(name: str) -> str:
    """A class for comparison: 在建重点项目, 在建类 and 在建 are one."""
    return _CLASS_WORDS.sub("", name)


def is_subtotal(text: str) -> bool:
    return bool(_SUBTOTAL.match(text))


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text))


def is_page_number(text: str) -> bool:
    return bool(_PAGE.fullmatch(text))
