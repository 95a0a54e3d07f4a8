"""What is asked before something is done with many issues at once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.coordination import selectors

if TYPE_CHECKING:
    from datetime import date


class Many(forms.Form):
    """Nothing is asked."""

    def __init__(self, *given: Any, on: "date", **named: Any) -> None:
        super().__init__(*given, **named)
        self.on = on


class ManyReason(Many):
    words = forms.CharField(
        label=_("Why"),
        help_text=_("It stays in the history of each."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class ManyToUnit(ManyReason):
    unit = forms.TypedChoiceField(label=_("To which unit"), coerce=int)
    field_order = ("unit", "words")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        units = selectors.pickable_units(self.on)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((unit.pk, unit.short_name) for unit in units),
        ]
