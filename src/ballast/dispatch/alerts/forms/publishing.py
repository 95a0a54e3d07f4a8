"""From which day a rulebook holds, and as which version."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Publishing(forms.Form):
    version = forms.CharField(
        label=_("Version"),
        max_length=30,
        help_text=_("A version that was published, or on which lamps rest, is never rewritten."),
    )
    valid_from = forms.DateField(
        label=_("Holds from"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Periods that end on this day or later are judged by it."),
    )
