"""摸排表: the few questions of a sweep, and what may not be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ballast.kernel.errors import Fault

MOST_QUESTIONS = 12
MOST_OPTIONS = 12
LONGEST_TEXT = 200  # signs of an answer

# What single respondents tell the statisticians may not be asked for (统计法第二十五条), nor what
# watches the base instead of the works (《整治形式主义为基层减负若干规定》).
NEVER_ASKED = ("联网直报", "统计报表", "统计数据", "入统额", "入统金额", "打卡", "轨迹", "登录次数")


class Kind(StrEnum):
    """What an answer is."""

    YES_NO = "YES_NO"
    ONE_OF = "ONE_OF"
    NUMBER = "NUMBER"
    DAY = "DAY"
    TEXT = "TEXT"
    FILE = "FILE"  # never required


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``options`` of one of several, ``unit`` of a number."""

    code: str
    kind: Kind
    words: str
    options: tuple[str, ...] = ()
    unit: str = ""
    is_required: bool = True

    @property
    def must_be_answered(self) -> bool:
        return self.is_required and self.kind is not Kind.FILE


def faults_of(questions: Sequence[Question]) -> Iterator[Fault]:
    """All that is wrong with a form, each named by the place of its question."""
    if all(one.kind is Kind.FILE for one in questions):
        yield Fault("sweep_without_questions")
    if len(questions) > MOST_QUESTIONS:
        yield Fault("sweep_too_long", {"most": MOST_QUESTIONS})
    if sum(one.kind is Kind.FILE for one in questions) > 1:
        yield Fault("question_second_file")
    seen: set[str] = set()
    for place, one in enumerate(questions, 1):
        for code in _faults(one, seen):
            yield Fault(code, {"place": place, "words": one.words})
        seen.add(one.words)


def _faults(one: Question, seen: set[str]) -> Iterator[str]:
    if not one.words:
        yield "question_without_words"
    elif one.words in seen:
        yield "question_twice"
    if one.kind is Kind.ONE_OF and not 2 <= len(set(one.options)) <= MOST_OPTIONS:
        yield "question_without_options"
    if one.kind is Kind.NUMBER and not one.unit:
        yield "question_without_unit"
    if any(word in one.words for word in NEVER_ASKED):
        yield "question_not_to_be_asked"


def to_json(questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [asdict(one) for one in questions]


def from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(**{**one, "kind": Kind(one["kind"]), "options": tuple(one["options"])})
        for one in stored
    )
