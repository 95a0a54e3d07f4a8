"""What a target is of, and what each unit is to reach of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.messages import MEASURE_NAMES, SPAN_NAMES
from ballast.delivery.plans.rules import Measure, Span
from ballast.delivery.plans.services import TargetDraft
from ballast.platform.ui.fields import Day

from .fields import Rate, Yi


class TargetHead(forms.Form):
    """The span, the measure and the threshold that all units share."""

    span = forms.ChoiceField(label=_("Span"), choices=list(SPAN_NAMES.items()))
    name = forms.CharField(label=_("Name of the span"), max_length=60)
    first_day = Day(label=_("First day"))
    last_day = Day(label=_("Last day"))
    measure = forms.ChoiceField(label=_("What is counted"), choices=list(MEASURE_NAMES.items()))
    least_total_yuan = Yi(label=_("Only projects from a total of (100m yuan)"), required=False)
    paper = forms.CharField(label=_("Paper number"), max_length=200, required=False)


class UnitGoal(forms.Form):
    """One unit's numbers; all empty means no target. Its prefix is the unit's key."""

    target_count = forms.IntegerField(label=_("Projects"), min_value=0, required=False)
    target_yuan = Yi(label=_("Amount (100m yuan)"), required=False)
    target_rate = Rate(label=_("Rate (%)"), required=False)

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in self.cleaned_data.values())

    def draft(self, unit_id: int | None, head: Mapping[str, Any]) -> TargetDraft:
        goals: dict[str, Any] = dict(self.cleaned_data)
        said = dict(head) | {"span": Span(head["span"]), "measure": Measure(head["measure"])}
        return TargetDraft(unit_id=unit_id, **said, **goals)
