"""Projects are let off one family for a time, several at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.services import Exempting
from ballast.platform.ui.fields import Day, Words
from ballast.projects.forms.fields import Projects

_MOST = 500  # projects at once


class _Lines(Projects):
    """As pairs of a line's number and its project."""

    def clean(self, value: Any) -> Any:
        found = self.named(value)
        if len(found) > _MOST:
            raise forms.ValidationError(_("At most %(count)s at once."), params={"count": _MOST})
        return found


class Giving(forms.Form):
    """Projects by number or whole name, a line each, and what they have in common."""

    projects = _Lines(
        label=_("Projects"),
        rows=6,
        required=True,
        help_text=_("A number or the whole name in each line; a column may be pasted."),
    )
    family = forms.ChoiceField(label=_("Family not rated"), choices=list(FAMILIES.items()))
    cause = forms.ChoiceField(label=_("Cause"), choices=list(CAUSES.items()))
    since = Day(label=_("First day"))
    until = Day(
        label=_("Rated again from"), help_text=_("The first day on which it holds no longer.")
    )
    proof = Words(label=_("What proves it"), max_length=500, rows=2)
    paper = forms.CharField(label=_("Paper number"), max_length=100, required=False)

    def __init__(self, *given: Any, seen: Any, **named: Any) -> None:
        """``seen``: the projects that the person may see."""
        super().__init__(*given, **named)
        self.fields["projects"].seen = seen  # type: ignore[attr-defined]

    def drafts(self) -> list[Exempting]:
        said = self.cleaned_data
        return [
            Exempting(
                project_id=project.pk,
                family=Family(said["family"]),
                since=said["since"],
                until=said["until"],
                cause=Exemption.Cause(said["cause"]),
                proof=said["proof"],
                paper=said["paper"],
                line=line,
            )
            for line, project in said["projects"]
        ]


class Ending(forms.Form):
    on = Day(label=_("Rated again from"))
