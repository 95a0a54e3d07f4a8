"""Figures that others publish, and what stands outside the system."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.messages import SERIES_NAMES
from ballast.delivery.plans.rules import Series
from ballast.delivery.plans.services import OutsideFigureDraft, OutsideLineDraft
from ballast.kernel.periods import NotAPeriod, Period, parse
from ballast.platform.ui.fields import Day

from .fields import Wan


class PeriodField(forms.CharField):
    """A period as people write it: 2027年3月, 1—2月, 三季度."""

    def clean(self, value: Any) -> Period:
        text = super().clean(value)
        try:
            return parse(text)
        except NotAPeriod as error:
            raise forms.ValidationError(
                _("Write a period with its year, such as 2024-03 or 2024Q1.")
            ) from error


class Figure(forms.Form):
    series = forms.ChoiceField(label=_("Series"), choices=list(SERIES_NAMES.items()))
    area = forms.CharField(
        label=_("Area"), help_text=_("The province's average, the city, a peer."), max_length=60
    )
    period = PeriodField(label=_("Period"), max_length=20)
    value = forms.DecimalField(label=_("Value"), max_digits=20, decimal_places=4)
    measure = forms.CharField(
        label=_("Unit of measure"), help_text=_("Such as %, 100m yuan."), max_length=16
    )
    rank = forms.IntegerField(label=_("Rank"), min_value=1, max_value=999, required=False)
    source = forms.CharField(label=_("Source"), max_length=200)
    published_on = Day(label=_("Published on"))

    def draft(self) -> OutsideFigureDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        return OutsideFigureDraft(series=Series(given.pop("series")), **given)


class Workbook(forms.Form):
    workbook = forms.FileField(label=_("Workbook (.xlsx)"))


class OutsideLine(forms.Form):
    """系统外项目 of one unit; a count of nought takes the line away."""

    unit = forms.ChoiceField(label=_("Unit"))
    count = forms.IntegerField(label=_("Projects"), min_value=0, max_value=9_999)
    planned_yuan = Wan(label=_("Plan of the year (10,000 yuan)"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *given: Any, units: list[tuple[int | None, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(str(key or ""), name) for key, name in units]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=choices, required=False)

    def draft(self) -> OutsideLineDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        unit = given.pop("unit")
        return OutsideLineDraft(unit_id=int(unit) if unit else None, **given)
