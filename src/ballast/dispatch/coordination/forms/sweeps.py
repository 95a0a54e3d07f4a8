"""A sweep before it goes out, and what the office does with it afterwards."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.rules import Over, Question
from ballast.dispatch.coordination.services import SweepDraft
from ballast.platform.ui.fields import Day, Words
from ballast.projects.forms.fields import Projects
from ballast.projects.selectors import visible_to

from .fields import ReasonForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ballast.platform.identity.models import User


class SweepForm(forms.Form):
    """Title, reason and day; asked of a list of projects, of projects by name, or of units."""

    title = forms.CharField(label=_("Title"), max_length=100, required=False)
    why = Words(
        label=pgettext_lazy("sweep", "Why"),
        max_length=500,
        required=False,
        help_text=_("Who answers reads it first."),
        rows=2,
    )
    due_on = Day(label=_("Answers until"))
    over = forms.ChoiceField(
        label=_("Asked of"),
        choices=[(Over.PROJECTS.value, _("Projects")), (Over.UNITS.value, _("Units"))],
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("A list of projects, by its address"),
        max_length=4000,
        required=False,
        help_text=_("Filter the project list and copy what its address says after the “?”."),
    )
    projects = Projects(
        label=_("Projects by name"),
        help_text=_("A number or the whole name in each line; a column may be pasted."),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Units"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, viewer: "User", on: "date", **named: Any) -> None:
        super().__init__(*given, **named)
        self._viewer, self._on = viewer, on
        units = [(unit.pk, unit.short_name) for unit in selectors.pickable_units(on)]
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.fields["projects"].seen = visible_to(viewer, on)  # type: ignore[attr-defined]

    def clean_address(self) -> "Sequence[int]":
        """The projects of the list, in whatever way its address was copied."""
        address: str = self.cleaned_data["address"].strip()
        if not address:
            return []
        return selectors.asked_for(self._viewer, self._on, address.rpartition("?")[2])

    def draft(self, questions: "Sequence[Question]") -> SweepDraft:
        said = self.cleaned_data
        over_units = said["over"] == Over.UNITS
        named = () if over_units else (*said["address"], *said["projects"])
        return SweepDraft(
            title=said["title"],
            why=said["why"],
            due_on=said["due_on"],
            questions=questions,
            project_ids=tuple(dict.fromkeys(named)),
            unit_ids=tuple(said["units"]) if over_units else (),
        )


class MoveForm(ReasonForm):
    """What is said when a sweep is extended, reopened or withdrawn."""

    due_on = Day(label=_("Answers until"), required=False)
