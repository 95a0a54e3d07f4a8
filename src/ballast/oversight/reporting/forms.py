"""What the pages of the periods ask; parsing only, services decide."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day

from .messages import LAYOUT_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence


class Opening(forms.Form):
    """``choices`` are the periods that come next: their codes and names."""

    periods = forms.MultipleChoiceField(
        label=_("Periods to open"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, choices: "Sequence[tuple[str, str]]", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["periods"].choices = choices  # type: ignore[attr-defined]


class Window(forms.Form):
    opens_on = Day(label=_("Opens on"))
    cut_off_on = Day(
        label=_("Cut-off day"), help_text=_("Before it a figure is an estimate of the month.")
    )
    shuts_on = Day(label=_("Shuts on"), help_text=_("The last day on which a filing is in time."))


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}), required=False
    )


class Closing(Reason):
    carry = forms.BooleanField(
        label=_("Close without the filings that still wait; earlier figures are carried"),
        required=False,
    )
    field_order = ("carry", "reason")


class SendUp(forms.Form):
    """Which table goes up, to whom. ``periods`` are those that were opened: codes and names."""

    layout = forms.ChoiceField(label=_("Layout"), choices=list(LAYOUT_NAMES.items()))
    period = forms.ChoiceField(label=_("Period"))
    sent_to = forms.CharField(
        label=_("Sent to"),
        max_length=100,
        required=False,
        help_text=_("Such as the provincial key project office"),
    )
    note = forms.CharField(label=_("Paper number, or by which way"), max_length=200, required=False)

    def __init__(self, *given: Any, periods: "Sequence[tuple[str, str]]", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
