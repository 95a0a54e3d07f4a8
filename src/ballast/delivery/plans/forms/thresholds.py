"""From which total investment a kind of project may enter a plan."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day

from .fields import Wan


class Threshold(forms.Form):
    """One sector's threshold; without an amount what holds now ends."""

    sector = forms.CharField(
        label=_("Sector"),
        help_text=_("The beginning of its path in the list of sectors; empty for every sector."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"list": "sectors"}),
    )
    least_total_yuan = Wan(
        label=_("Total investment from (10,000 yuan)"),
        help_text=_("Empty: nothing is asked any more."),
        required=False,
    )
    valid_from = Day(label=_("Holds from"))

    def said(self) -> tuple[date, Mapping[str, Decimal | None]]:
        given: dict[str, Any] = dict(self.cleaned_data)
        return given["valid_from"], {given["sector"].strip("/ "): given["least_total_yuan"]}
