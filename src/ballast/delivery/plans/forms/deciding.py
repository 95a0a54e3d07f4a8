"""What the office says when it decides: on declarations, and on the plan as a whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day


class Decision(forms.Form):
    opinion = forms.CharField(
        label=_("Opinion"),
        help_text=_("Shown to the unit. Needed where projects are left out."),
        widget=forms.Textarea({"rows": 2}),
        max_length=1_000,
        required=False,
    )


class Issue(forms.Form):
    on = Day(label=_("Issued on"))
    paper = forms.CharField(label=_("Paper number"), max_length=200, required=False)
