"""What the desk of warnings asks for; parsing only, services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages import CAUSES
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.services import LettingOff


class LetOff(forms.Form):
    """Why projects are let off, and until when."""

    cause = forms.ChoiceField(label=_("Cause"), choices=list(CAUSES.items()))
    until = forms.DateField(
        label=_("Rated again from"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day on which it is rated again."),
    )
    proof = forms.CharField(
        label=_("Proof"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What proves the cause, such as the order to stop works."),
    )
    paper = forms.CharField(label=_("Paper number"), max_length=100, required=False)

    @property
    def because(self) -> LettingOff:
        given: dict[str, Any] = self.cleaned_data
        return LettingOff(**{**given, "cause": Exemption.Cause(given["cause"])})
