"""The table of graded dispatch as its lines are typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.meetings.messages import (
    CLASSES,
    DISPATCHERS,
    EVERY,
    GRADES,
    KINDS,
)
from ballast.dispatch.meetings.rules import Dispatcher, Every, Kind, Line
from ballast.platform.ui.fields import Day

SPARE = 3  # empty lines at the end


class LineForm(forms.Form):
    """One line; one without a dispatcher is left out."""

    by = forms.ChoiceField(
        label=_("Who dispatches"), choices=[("", "—"), *DISPATCHERS.items()], required=False
    )
    grade = forms.ChoiceField(label=_("Grade"), choices=list(GRADES.items()), required=False)
    project_class = forms.ChoiceField(
        label=_("Class"), choices=list(CLASSES.items()), required=False
    )
    every = forms.ChoiceField(label=_("How often"), choices=list(EVERY.items()), required=False)
    meeting = forms.ChoiceField(label=_("Meeting"), choices=list(KINDS.items()), required=False)
    families = forms.MultipleChoiceField(
        label=_("Lamps looked at"),
        choices=list(FAMILIES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, field in self.fields.items():
            if name != "families":
                field.widget.attrs |= {"class": "control", "aria-label": field.label}


class SinceForm(forms.Form):
    valid_from = Day(label=_("Holds from"))


def line_forms(lines: Sequence[Line], data: Any = None) -> list[LineForm]:
    """A form for each line and a few empty ones."""
    given: list[dict[str, Any]] = [
        {
            "by": one.by,
            "grade": one.grade,
            "project_class": one.project_class,
            "every": one.every,
            "meeting": one.meeting,
            "families": one.families,
        }
        for one in lines
    ]
    rows = [*given, *({} for _ in range(SPARE))]
    return [LineForm(data, prefix=f"line{place}", initial=one) for place, one in enumerate(rows)]


def lines_of(rows: Sequence[LineForm]) -> list[Line]:
    """The lines that say who dispatches, out of forms that are valid."""
    said = [one.cleaned_data for one in rows if one.is_valid() and one.cleaned_data["by"]]
    return [
        Line(
            one["grade"],
            one["project_class"],
            Dispatcher(one["by"]),
            Every(one["every"]),
            Kind(one["meeting"]),
            tuple(one["families"]),
        )
        for one in said
    ]
