"""What comes back with a signed totals sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Signed(forms.Form):
    signed_by = forms.CharField(label=_("Signed by"), max_length=40)
    signed_on = forms.DateField(
        label=_("Signed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    scan = forms.FileField(
        label=_("Signed scan"), help_text=_("PDF, OFD or a picture, up to 20 MB.")
    )
