"""The city's ways of filing: through which hands, and in which days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.progress.messages import LEVEL_NAMES
from ballast.delivery.progress.rules.chain import Step
from ballast.delivery.progress.rules.codes import Level
from ballast.delivery.progress.rules.windows import FilingDays

_PLACES = [(0, _("Does not review")), (1, "1"), (2, "2"), (3, "3"), (4, "4")]


DAYS = (
    *("opens_day", "cut_off_day", "december_cut_off_day", "shuts_after_workdays"),
    "opening_together",
)


class _Dated(forms.Form):
    since = forms.DateField(
        label=_("From this day on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class ChainForm(_Dated):
    """For each level its place; levels of one place review side by side."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for level, name in LEVEL_NAMES.items():
            self.fields[level] = forms.TypedChoiceField(
                label=name, choices=_PLACES, coerce=int, widget=forms.Select
            )
        self.order_fields([*LEVEL_NAMES, "since"])

    def chain(self) -> list[Step]:
        """The steps the form says, in their order."""
        places = {level: self.cleaned_data[level.value] for level in Level}
        return [Step(place, level) for level, place in sorted(places.items()) if place]


class CalendarForm(_Dated):
    opens_day = forms.IntegerField(
        label=_("Opens on day"),
        min_value=1,
        max_value=28,
        help_text=_("of the period's last month"),
    )
    cut_off_day = forms.IntegerField(
        label=_("Cut-off day"), min_value=0, max_value=28, help_text=_("0: the month's last day")
    )
    december_cut_off_day = forms.IntegerField(
        label=_("Cut-off day in December"), min_value=1, max_value=31
    )
    shuts_after_workdays = forms.IntegerField(
        label=_("Shuts after"),
        min_value=0,
        max_value=20,
        help_text=_("working days after the period; in December on the cut-off day"),
    )
    is_quarterly = forms.BooleanField(
        label=_("Preparatory projects are filed each quarter"), required=False
    )
    opening_together = forms.BooleanField(
        label=_("January and February are filed as one period"), required=False
    )
    field_order = (
        *("opens_day", "cut_off_day", "december_cut_off_day", "shuts_after_workdays"),
        *("is_quarterly", "opening_together", "since"),
    )

    def days(self) -> FilingDays:
        """The calendar the form says."""
        said = {name: self.cleaned_data[name] for name in DAYS}
        quarterly = [PlanClass.PREPARATORY.value] if self.cleaned_data["is_quarterly"] else []
        return FilingDays(**said, quarterly_classes=quarterly)
