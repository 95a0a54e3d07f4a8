"""Reading what was answered, on a page or in a cell, and counting it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from .questions import LONGEST_TEXT, Kind, Question

Answer = str  # as stored: yes/no, an option, a plain decimal, an ISO day, a text; "" for none
YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "true", "是", "有", "√", "✓", "1"})
_NO = frozenset({"no", "n", "false", "否", "无", "×", "✗", "x", "0"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_YEARS = range(1990, 2101)


class Unread(ValueError):
    """What was said is no answer to the question; ``code`` says why."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said[:40]


@dataclass(frozen=True, slots=True)
class Total:
    """A question over many answers: how many, by choice, in sum, first and last day."""

    count: int
    choices: Mapping[str, int]
    amount: Decimal | None = None
    first: str = ""
    last: str = ""


def read(question: Question, said: object) -> Answer:
    """The answer as stored; a file is kept elsewhere. Raises ``Unread``."""
    if isinstance(said, datetime | date):
        text = f"{said:%Y-%m-%d}"
    elif isinstance(said, float):
        text = format(Decimal(repr(said)), "f").removesuffix(".0")
    else:
        text = "" if said is None else str(said)
    text = unicodedata.normalize("NFKC", text).strip() if question.kind is not Kind.TEXT else text
    text = text.strip()
    return _READERS[question.kind](question, text) if text else ""


def _yes_no(_: Question, text: str) -> Answer:
    known = text.casefold()
    if known in _YES | _NO:
        return YES if known in _YES else NO
    raise Unread("answer_not_yes_or_no", text)


def _one_of(question: Question, text: str) -> Answer:
    for option in question.options:
        if unicodedata.normalize("NFKC", option).strip() == text:
            return option
    raise Unread("answer_not_an_option", text)


def _number(question: Question, text: str) -> Answer:
    bare = text.removesuffix(unicodedata.normalize("NFKC", question.unit)).strip()
    bare = bare.replace(",", "").replace(" ", "").replace("−", "-")
    if not _NUMBER.fullmatch(bare):
        raise Unread("answer_not_a_number", text)
    try:
        plain = Decimal(bare)
    except InvalidOperation as fault:  # pragma: no cover - the pattern lets none through
        raise Unread("answer_not_a_number", text) from fault
    short = format(plain.normalize(), "f")
    return "0" if short == "-0" else short


def _day(_: Question, text: str) -> Answer:
    found = _DAY.fullmatch(text)
    try:
        if found and int(found[1]) in _YEARS:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        pass  # 31 February
    raise Unread("answer_not_a_day", text)


def _text(_: Question, text: str) -> Answer:
    plain = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    if len(plain) > LONGEST_TEXT:
        raise Unread("answer_too_long", plain)
    return plain


_READERS: Mapping[Kind, Callable[[Question, str], Answer]] = {
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one_of,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.TEXT: _text,
    Kind.FILE: lambda _, __: "",
}


def complete(questions: Sequence[Question], values: Mapping[str, Answer]) -> list[Question]:
    """The questions that must be answered and are not; none when it can be handed in."""
    return [one for one in questions if one.must_be_answered and not values.get(one.code)]


def total(question: Question, answers: Iterable[Answer]) -> Total:
    """What many answers to one question come to; those that are empty are left out."""
    told = [one for one in answers if one]
    match question.kind:
        case Kind.YES_NO | Kind.ONE_OF:
            counted = Counter(told)
            offered = (YES, NO) if question.kind is Kind.YES_NO else question.options
            return Total(len(told), {one: counted[one] for one in offered})
        case Kind.NUMBER:
            amount = sum(map(Decimal, told), Decimal(0)) if told else None
            return Total(len(told), {}, amount)
        case Kind.DAY:
            first, last = (min(told), max(told)) if told else ("", "")
            return Total(len(told), {}, None, first, last)
        case _:
            return Total(len(told), {})
