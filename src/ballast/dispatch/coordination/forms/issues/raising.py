"""An issue as it is raised by hand."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.forms.fields import Files
from ballast.dispatch.coordination.messages import CAUSES, SEVERITIES
from ballast.dispatch.coordination.rules.issues import Cause, Severity
from ballast.dispatch.coordination.services.issues import NewIssue
from ballast.platform.ui.fields import Words
from ballast.projects.forms.fields import Projects
from ballast.projects.selectors import visible_to

if TYPE_CHECKING:
    from datetime import date

    from ballast.platform.identity.models import User


class RaiseForm(forms.Form):
    """What holds which projects up, and who is to clear it."""

    title = forms.CharField(
        label=_("What is the matter"),
        max_length=200,
        help_text=_("In a sentence: what is missing, and of whom."),
    )
    projects = Projects(
        label=_("Projects held up"),
        help_text=_("A number or the whole name in each line; the main project first."),
    )
    cause = forms.ChoiceField(
        label=pgettext_lazy("issue", "Cause"), choices=[("", "—"), *CAUSES.items()]
    )
    severity = forms.ChoiceField(
        label=_("Severity"), choices=list(SEVERITIES.items()), initial=Severity.ORDINARY.value
    )
    lead = forms.TypedChoiceField(
        label=_("Who is to lead"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("None: the responsible unit of the main project."),
    )
    assisting = forms.TypedMultipleChoiceField(
        label=_("Who assists"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    days_at_stake = forms.IntegerField(
        label=_("Days the works may lose"), min_value=0, max_value=9999, required=False
    )
    words = Words(
        label=_("More about it"),
        required=False,
        help_text=_("What was tried, what is asked for, since when."),
        rows=4,
    )
    uploads = Files(label=_("Photos or papers"), help_text=_("Optional."))

    def __init__(self, *given: Any, viewer: "User", on: "date", **named: Any) -> None:
        super().__init__(*given, **named)
        units = [(unit.pk, unit.short_name) for unit in selectors.pickable_units(on)]
        self.fields["lead"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        self.fields["assisting"].choices = units  # type: ignore[attr-defined]
        self.fields["projects"].seen = visible_to(viewer, on)  # type: ignore[attr-defined]
        self.fields["projects"].required = True

    def clean(self) -> dict[str, Any]:
        """Who is to lead, if nobody was named, answers for the main project."""
        said = super().clean() or {}
        if said.get("lead") is None and said.get("projects"):
            main = self.fields["projects"].seen.get(pk=said["projects"][0])  # type: ignore[attr-defined]
            said["lead"] = main.responsible_unit_id
            if said["lead"] is None:
                self.add_error("lead", _("Nobody answers for the main project yet: say who leads."))
        return said

    def draft(self, raiser_id: int | None) -> NewIssue:
        """``raiser_id``: the unit in whose name it is raised; None is the office."""
        said = self.cleaned_data
        return NewIssue(
            title=said["title"],
            words=said["words"],
            cause=Cause(said["cause"]),
            severity=Severity(said["severity"]),
            lead_id=said["lead"],
            assisting_ids=said["assisting"],
            project_ids=said["projects"],
            days_at_stake=said["days_at_stake"],
            uploads=said["uploads"],
            raiser_id=raiser_id,
        )
