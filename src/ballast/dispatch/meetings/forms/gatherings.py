"""Events and routes as they are typed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.meetings.messages import OCCASIONS
from ballast.dispatch.meetings.rules import Occasion
from ballast.dispatch.meetings.services import GatheringDraft
from ballast.projects.selectors import typed

from .fields import Day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project

_NAMED = 20  # lines at fault named one by one
_WRONG = {
    "project_unknown": _("Line %(line)s: no project has the number or the name “%(text)s”."),
    "project_ambiguous": _(
        "Line %(line)s: several projects are called “%(text)s”; say the number."
    ),
    "project_twice": _("Line %(line)s: “%(text)s” stands there twice."),
}


class _WithProjects(forms.Form):
    """Projects by number or whole name, a line each, in their order."""

    projects = forms.CharField(
        label=_("Projects"),
        required=False,
        help_text=_("A number or the whole name in each line."),
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *given: Any, seen: "QuerySet[Project]", **named: Any) -> None:
        super().__init__(*given, **named)
        self._seen = seen

    def clean_projects(self) -> list[int]:
        lines = typed(self.cleaned_data["projects"], self._seen)
        faults = [
            forms.ValidationError(_WRONG[one.code], params={"line": one.line, "text": one.text})
            for one in lines
            if one.code
        ]
        if faults:
            raise forms.ValidationError(faults[:_NAMED])
        return [one.project.pk for one in lines if one.project]


class RouteForm(_WithProjects):
    """The stops of a route in the order in which they are visited."""


class GatheringForm(_WithProjects):
    kind = forms.ChoiceField(label=_("Kind of event"), choices=list(OCCASIONS.items()))
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    held_on = Day(label=_("Day of the event"))
    place = forms.CharField(label=_("Venue"), max_length=120, required=False)

    def draft(self) -> GatheringDraft:
        said = self.cleaned_data
        return GatheringDraft(
            kind=Occasion(said["kind"]),
            title=said["title"],
            held_on=said["held_on"],
            place=said["place"],
            project_ids=said["projects"],
        )


class LookForm(forms.Form):
    words = forms.CharField(
        label=_("What was found, and what follows"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
