"""Kinds of question, states of a sweep, its templates, and the refusals about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.coordination.rules import Act, Answered, Kind, Question, State
from ballast.dispatch.coordination.rules.answers import NO, YES

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Mapping[str, "StrPromise"] = {
    Kind.YES_NO.value: _("Yes or no"),
    Kind.ONE_OF.value: _("One of several"),
    Kind.NUMBER.value: _("Number with its unit"),
    Kind.DAY.value: pgettext_lazy("question", "Date"),
    Kind.TEXT.value: _("Short text"),
    Kind.FILE.value: _("File, never required"),
}
STATES: Mapping[str, "StrPromise"] = {
    State.OPEN.value: pgettext_lazy("sweep", "Running"),
    State.CLOSED.value: pgettext_lazy("sweep", "Closed"),
    State.WITHDRAWN.value: pgettext_lazy("sweep", "Withdrawn"),
}
STEPS: Mapping[str, "StrPromise"] = {
    Act.OPEN.value: pgettext_lazy("sweep", "Sent out"),
    Act.REMIND.value: pgettext_lazy("sweep", "Reminded"),
    Act.EXTEND.value: pgettext_lazy("sweep", "Extended"),
    Act.CLOSE.value: pgettext_lazy("sweep", "Closed"),
    Act.REOPEN.value: pgettext_lazy("sweep", "Reopened"),
    Act.WITHDRAW.value: pgettext_lazy("sweep", "Withdrawn"),
}
ANSWERED: Mapping[str, "StrPromise"] = {
    Answered.MISSING.value: pgettext_lazy("sweep", "Not answered"),
    Answered.DRAFT.value: pgettext_lazy("sweep", "Draft"),
    Answered.IN_TIME.value: pgettext_lazy("sweep", "In time"),
    Answered.LATE.value: pgettext_lazy("sweep", "Late"),
}
YES_NO: Mapping[str, "StrPromise"] = {
    YES: pgettext_lazy("answer", "Yes"),
    NO: pgettext_lazy("answer", "No"),
}


def said(question: Question, answer: str) -> str:
    """A stored answer in the reader's language."""
    if question.kind is Kind.YES_NO and answer:
        return str(YES_NO[answer])
    return answer


@dataclass(frozen=True, slots=True)
class Template:
    """A form that the office sends out again and again, to be changed before it goes."""

    code: str
    title: str
    why: str
    questions: Sequence[Question]


def templates() -> list[Template]:
    """In the reader's language: what is sent out reads as its writer reads."""
    return [_holidays(), _quarter()]


def _holidays() -> Template:
    return Template(
        "holidays",
        gettext("Sites working through the holidays"),
        gettext("To know which sites work through the holidays, and who is on duty there."),
        (
            Question("q1", Kind.YES_NO, gettext("Does the site work through the holidays?")),
            Question(
                "q2",
                Kind.ONE_OF,
                gettext("How it works"),
                options=(
                    gettext("All of the works"),
                    gettext("Part of the works"),
                    gettext("At rest"),
                ),
            ),
            Question(
                "q3",
                Kind.NUMBER,
                gettext("Workers on the site each day"),
                unit=gettext("persons"),
                is_required=False,
            ),
            Question("q4", Kind.TEXT, gettext("Leader on duty and telephone"), is_required=False),
            Question("q5", Kind.DAY, gettext("Back at work on (if at rest)"), is_required=False),
        ),
    )


def _quarter() -> Template:
    return Template(
        "quarter",
        gettext("Conditions for starting in the fourth quarter"),
        gettext(
            "To know which of the projects due in the fourth quarter can start, and what is short."
        ),
        (
            Question("q1", Kind.YES_NO, gettext("Can it start in the planned month?")),
            Question(
                "q2",
                Kind.ONE_OF,
                gettext("The condition most short"),
                options=(
                    gettext("None is short"),
                    gettext("Land and clearance"),
                    gettext("Procedures before start"),
                    gettext("Money"),
                    gettext("Design and tender"),
                    gettext("Water, power and road"),
                ),
            ),
            Question("q3", Kind.DAY, gettext("Day of start as now expected")),
            Question(
                "q4", Kind.TEXT, gettext("What the city is asked to settle"), is_required=False
            ),
            Question("q5", Kind.FILE, gettext("Proof, if there is any"), is_required=False),
        ),
    )


SWEEP_WORDS: Mapping[str, "StrPromise"] = {
    "sweeps_refused": _("Nothing was done: %(count)s faults."),
    "sweep_unknown": _("There is no such sweep, or it does not ask you."),
    "sweep_without_title": _("Say what the sweep is called, and why it is made."),
    "sweep_without_questions": _("Ask at least one question."),
    "sweep_too_long": _("Ask at most %(most)s questions."),
    "sweep_about_nothing": _("Say which projects or units are asked."),
    "sweep_project_unknown": _("A project is not in the register, or not one you may see."),
    "sweep_unit_unknown": _("A unit is not there any more."),
    "sweep_without_unit": _("No unit answers for these projects: %(numbers)s"),
    "sweep_due_passed": _("The last day for answers must not lie in the past."),
    "question_without_words": _("Question %(place)s: say what is asked."),
    "question_twice": _("Question %(place)s: “%(words)s” is asked twice."),
    "question_without_options": _("Question %(place)s: give two to twelve different choices."),
    "question_without_unit": _("Question %(place)s: say the unit of the number."),
    "question_second_file": _("Ask for a file once: it takes as many as there are."),
    "question_not_to_be_asked": _(
        "Question %(place)s: figures of the statisticians, tracks and log-ins are not asked for."
    ),
    "sweep_not_so": _("“%(title)s” does not stand so any more; look at it again."),
    "sweep_without_reason": _("Say why: it stays in the history."),
    "sweep_closed": _("The sweep was closed meanwhile; nothing was taken over."),
    "answers_refused": _("Nothing was taken over: %(count)s faults."),
    "answer_not_yours": _("A line is not in this sweep, or not one you answer."),
    "answer_missing": _("%(place)s: an answer is missing."),
    "answer_not_yes_or_no": _("%(place)s: “%(said)s” is neither yes nor no."),
    "answer_not_an_option": _("%(place)s: “%(said)s” is none of the choices."),
    "answer_not_a_number": _("%(place)s: “%(said)s” is no number."),
    "answer_not_a_day": _("%(place)s: “%(said)s” is no date; write 2023-10-08."),
    "answer_too_long": _("%(place)s: more than 200 signs."),
    "answer_changed_meanwhile": _("%(place)s: somebody has answered it meanwhile; look again."),
    "sheet_without_heads": _("This is not the table of this sweep: its heads are not there."),
    "sheet_head_missing": _("The column “%(words)s” is missing."),
    "sheet_line_unknown": _("%(place)s: “%(said)s” is no line of yours in this sweep."),
    "sheet_line_twice": _("%(place)s: “%(said)s” stands there twice."),
    "sheet_cell_error": _("%(place)s: the cell shows an error."),
}
