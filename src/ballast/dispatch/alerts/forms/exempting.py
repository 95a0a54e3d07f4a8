"""Projects are let off one family for a time, several at once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.services import Exempting
from ballast.projects.rules import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ballast.projects.models import Project

_MOST = 500  # projects at once


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
        text: str = self.cleaned_data["projects"]
        lines = [(n, one.strip()) for n, one in enumerate(text.splitlines(), 1) if one.strip()]
        if len(lines) > _MOST:
            raise forms.ValidationError(_("At most %(count)s at once."), params={"count": _MOST})
        known = self._known([text for _, text in lines])
        faults: list[forms.ValidationError] = []
        found: dict[int, tuple[int, Project]] = {}
        for number, line in lines:
            said: dict[str, object] = {"line": number, "text": line}
            meant = known.get(line.upper()) or known.get(name_key(line)) or []
            if not meant:
                words = _("Line %(line)s: no project has the number or the name “%(text)s”.")
                faults.append(forms.ValidationError(words, params=said))
            elif len(meant) > 1:
                words = _("Line %(line)s: several projects are called “%(text)s”; say the number.")
                faults.append(forms.ValidationError(words, params=said))
            elif meant[0].pk in found:
                words = _("Line %(line)s: “%(text)s” stands there twice.")
                faults.append(forms.ValidationError(words, params=said))
            else:
                found[meant[0].pk] = (number, meant[0])
        if faults:
            raise forms.ValidationError(faults)
        return list(found.values())

    def _known(self, texts: list[str]) -> "Mapping[str, list[Project]]":
        """The projects that texts may mean, by number and by key of the name; one query."""
        numbers, keys = [text.upper() for text in texts], list(map(name_key, texts))
        known: dict[str, list[Project]] = {}
        for project in self._seen.filter(Q(number__in=numbers) | Q(name_key__in=keys)):
            known.setdefault(project.number, []).append(project)
            known.setdefault(project.name_key, []).append(project)
        return known

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
