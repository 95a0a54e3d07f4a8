"""Projects are let off one family for a time, several at once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.services import Exempting
from ballast.projects.selectors import typed

if TYPE_CHECKING:
    from ballast.projects.models import Project

_MOST = 500  # projects at once
_WRONG = {
    "project_unknown": _("Line %(line)s: no project has the number or the name “%(text)s”."),
    "project_ambiguous": _(
        "Line %(line)s: several projects are called “%(text)s”; say the number."
    ),
    "project_twice": _("Line %(line)s: “%(text)s” stands there twice."),
}


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


class Giving(forms.Form):
    """Projects by number or whole name, a line each, and what they have in common."""

    projects = forms.CharField(
        label=_("Projects"),
        help_text=_("A number or the whole name in each line; a column may be pasted."),
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )
    family = forms.ChoiceField(label=_("Family not rated"), choices=list(FAMILIES.items()))
    cause = forms.ChoiceField(label=_("Cause"), choices=list(CAUSES.items()))
    since = Day(label=_("First day"))
    until = Day(
        label=_("Rated again from"), help_text=_("The first day on which it holds no longer.")
    )
    proof = forms.CharField(
        label=_("What proves it"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    paper = forms.CharField(label=_("Paper number"), max_length=100, required=False)

    def __init__(self, *given: Any, seen: Any, **named: Any) -> None:
        """``seen``: the projects that the person may see."""
        super().__init__(*given, **named)
        self._seen = seen

    def clean_projects(self) -> "list[tuple[int, Project]]":
        """The projects with the numbers of their lines; each line that names none is a fault."""
        lines = typed(self.cleaned_data["projects"], self._seen)
        if len(lines) > _MOST:
            raise forms.ValidationError(_("At most %(count)s at once."), params={"count": _MOST})
        if faults := [
            forms.ValidationError(_WRONG[one.code], params={"line": one.line, "text": one.text})
            for one in lines
            if one.code
        ]:
            raise forms.ValidationError(faults)
        return [(one.line, one.project) for one in lines if one.project]

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
