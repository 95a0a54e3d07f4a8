"""The few kinds of field that the forms of several apps are made of."""

from typing import Any

from django import forms


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


class Words(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 3, max_length: int = 2000, **given: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea({"rows": rows}), **given)
