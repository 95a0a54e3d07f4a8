"""The questions of a sweep as rows of a form, as many as are asked and some to go on."""

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.coordination.messages import KINDS
from ballast.dispatch.coordination.rules import MOST_QUESTIONS, Kind, Question

_SHOWN = 5  # rows without being asked for more
_APART = re.compile(r"[/、;；\n]+")


class QuestionForm(forms.Form):
    """One row; without words it asks nothing."""

    words = forms.CharField(label=_("Question"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=list(KINDS.items()))
    more = forms.CharField(label=_("Choices, or unit"), max_length=200, required=False)
    must = forms.BooleanField(label=_("Required"), required=False)


class QuestionRows:
    """The rows of one form; ``questions`` are those in which something is asked."""

    def __init__(
        self, data: Mapping[str, str] | None = None, questions: Sequence[Question] = ()
    ) -> None:
        self.rows = [
            QuestionForm(data, prefix=f"q{n}", initial=_initial(questions, n))
            for n in range(1, MOST_QUESTIONS + 1)
        ]
        filled = sum(bool(row["words"].value()) for row in self.rows)
        self.first = self.rows[: max(_SHOWN, filled)]
        self.rest = self.rows[max(_SHOWN, filled) :]

    def is_valid(self) -> bool:
        return all(row.is_valid() for row in self.rows)

    @property
    def questions(self) -> list[Question]:
        said = [row.cleaned_data for row in self.rows]
        asked = [one for one in said if one["words"] or one["more"]]
        return [_question(f"q{n}", one) for n, one in enumerate(asked, 1)]


def _initial(questions: Sequence[Question], place: int) -> dict[str, object]:
    if place > len(questions):
        return {"kind": Kind.YES_NO.value, "must": True}
    one = questions[place - 1]
    more = one.unit or " / ".join(one.options)
    return {"words": one.words, "kind": one.kind.value, "more": more, "must": one.is_required}


def _question(code: str, said: Mapping[str, str]) -> Question:
    kind = Kind(said["kind"])
    parts = [part.strip() for part in _APART.split(said["more"]) if part.strip()]
    return Question(
        code,
        kind,
        said["words"].strip(),
        options=tuple(dict.fromkeys(parts)) if kind is Kind.ONE_OF else (),
        unit=said["more"].strip() if kind is Kind.NUMBER else "",
        is_required=bool(said["must"]) and kind is not Kind.FILE,
    )
