"""The fields of one line to be answered, each with what is said in it and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.messages import said
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import Answered, Kind, Question, answered, mark
from ballast.dispatch.coordination.rules.answers import NO, YES
from ballast.dispatch.coordination.sheets import head_of

if TYPE_CHECKING:
    from ballast.platform.files.models import File


@dataclass(frozen=True, slots=True)
class Cell:
    """One field; ``choices`` as value and words where it is chosen from several."""

    question: Question
    name: str
    value: str
    choices: Sequence[tuple[str, str]] = ()
    wrong: str = ""

    @property
    def head(self) -> str:
        return head_of(self.question)

    @property
    def must(self) -> bool:
        return self.question.must_be_answered


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    duty: Duty
    cells: Sequence[Cell]
    standing: Answered
    files: "Sequence[File]"
    seen: str
    wrong: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.duty.project.name if self.duty.project else self.duty.unit.name


def field_of(duty_id: int, code: str) -> str:
    """The name of a line's field; a fault of the service is ``about`` the same without its a-."""
    return f"a-{duty_id}-{code}"


def empty_cells(questions: Sequence[Question]) -> list[Cell]:
    return [_cell(one, f"preview-{one.code}", "") for one in questions]


def row_of(
    sweep: Sweep,
    duty: Duty,
    files: "Sequence[File]",
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
) -> Row:
    """A line as it stands, or as it was typed a moment ago with what is wrong in it."""
    current: Mapping[str, str] = duty.draft or duty.values
    cells = []
    for one in sweep.questions:
        name = field_of(duty.pk, one.code)
        shown = typed.get(name, current.get(one.code, ""))
        cells.append(_cell(one, name, shown, wrong.get(f"{duty.pk}-{one.code}", "")))
    standing = answered(on=duty.handed_in_on, has_draft=bool(duty.draft), due=sweep.due_on)
    seen = typed.get(f"seen-{duty.pk}", mark(current))
    return Row(duty, cells, standing, files, seen)


def _cell(question: Question, name: str, value: str, wrong: str = "") -> Cell:
    choices: list[tuple[str, str]] = []
    if question.kind is Kind.YES_NO:
        choices = [(one, said(question, one)) for one in (YES, NO)]
    if question.kind is Kind.ONE_OF:
        choices = [(one, one) for one in question.options]
    return Cell(question, name, value, choices, wrong)
