"""Fields that several forms share."""

from typing import Any

from django import forms


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)
