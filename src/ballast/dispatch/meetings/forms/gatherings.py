"""Events and routes as they are typed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.meetings.messages import OCCASIONS
from ballast.dispatch.meetings.rules import Occasion
from ballast.dispatch.meetings.services import GatheringDraft
from ballast.platform.ui.fields import Day, Words
from ballast.projects.forms.fields import Projects

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project


class _WithProjects(forms.Form):
    """With projects in the order in which they are typed."""

    projects = Projects(
        label=_("Projects"), rows=8, help_text=_("A number or the whole name in each line.")
    )

    def __init__(self, *given: Any, seen: "QuerySet[Project]", **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["projects"].seen = seen  # type: ignore[attr-defined]


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
    words = Words(label=_("What was found, and what follows"), required=False)
