"""Who hands over to whom, from what day and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day, Words


class HandoverForm(forms.Form):
    leaver = forms.CharField(
        label=_("Who hands over"), max_length=64, help_text=_("The name they sign in by.")
    )
    heir = forms.CharField(label=_("Who takes over"), max_length=64)
    on = Day(label=_("From"))
    reason = Words(label=_("Why"), max_length=500, required=False, rows=2)

    def clean_leaver(self) -> str:
        return str(self.cleaned_data["leaver"]).strip().casefold()

    def clean_heir(self) -> str:
        return str(self.cleaned_data["heir"]).strip().casefold()
