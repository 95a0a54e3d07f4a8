"""The papers of the loop: 提示函, 督办单, 督办函, 交办单, 请示.

Each is about one issue, whose number is its subject. A paper is written in Chinese whatever
language its drafter's screen is in.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.utils.translation import override

from ballast.dispatch.coordination.rules.papers import (
    PLAN_WITHIN,
    REPLY_WITHIN,
    LoopPaper,
    number_of,
)
from ballast.dispatch.coordination.selectors.papers import Matter, matters
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query

from . import letters, samples, sheets
from .followed import followed
from .petition import petition

__all__ = ["KINDS"]

_TEMPLATES = Path(__file__).parents[1] / "papers"
_Says = Callable[[Matter, Query], Composed | None]


def _composing(says: _Says) -> Callable[[Query], Sequence[Composed]]:
    """A paper for each of the issues that a person sees, and of which there is something to say."""

    def compose(query: Query) -> Sequence[Composed]:
        wanted = {number_of(subject): subject for subject in query.subjects}
        with override("zh-hans"):
            found = matters(query.viewer, query.on, Period.from_code(query.period), list(wanted))
            told = [(says(one, query), wanted[one.issue.number]) for one in found]
        return [replace(one, subject=subject) for one, subject in told if one]

    return compose


def _within(name: str, days: int) -> Callable[[date | None], dict[str, str]]:
    """Until when to answer: working days after it is signed and goes out."""

    def on_signing(day: date | None) -> dict[str, str]:
        if day is None:
            return {name: f"〔印发后第{days}个工作日〕"}
        return {name: words.day(codelists.calendar().add(day, days))}

    return on_signing


def _kind(
    code: LoopPaper,
    name: str,
    form: Form,
    numbered: str,
    says: _Says,
    sample: Callable[[], Composed],
) -> Kind:
    return Kind(
        code=code.value,
        name=name,
        form=form,
        template=_TEMPLATES / f"{code.value}.docx",
        subjects=lambda _period: (),  # drafted as issues climb or when asked for, not by the month
        compose=_composing(says),
        sample=sample,
        numbered=numbered,
        on_signing=_ON_SIGNING.get(code),
        followed=followed if code is LoopPaper.SUPERVISION_ORDER else None,
    )


_ON_SIGNING = {
    LoopPaper.REMINDER_LETTER: _within("reply_by", REPLY_WITHIN),
    LoopPaper.SUPERVISION_LETTER: _within("plan_by", PLAN_WITHIN),
}
KINDS = (
    _kind(
        LoopPaper.REMINDER_LETTER,
        "提示函",
        Form.OFFICIAL,
        "提示",
        lambda one, _: letters.prompt(one),
        samples.reminder_letter,
    ),
    _kind(
        LoopPaper.SUPERVISION_ORDER,
        "督办单",
        Form.WORKING,
        "督",
        lambda one, query: sheets.supervision(one, query.viewer),
        samples.supervision_order,
    ),
    _kind(
        LoopPaper.SUPERVISION_LETTER,
        "督办函",
        Form.OFFICIAL,
        "函",
        lambda one, _: letters.urge(one),
        samples.supervision_letter,
    ),
    _kind(
        LoopPaper.ASSIGNMENT_ORDER,
        "交办单",
        Form.WORKING,
        "交",
        lambda one, _: sheets.assignment(one),
        samples.assignment_order,
    ),
    _kind(
        LoopPaper.PETITION,
        "请示",
        Form.OFFICIAL,
        "请",
        lambda one, _: petition(one),
        samples.petition,
    ),
)
