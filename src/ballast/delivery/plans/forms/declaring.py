"""What a unit says of a project when it puts it up for a year's plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.plans.services import DeclarationDraft
from ballast.platform.ui.fields import Day

from .fields import Months, Wan


class Declaration(forms.Form):
    plan_class = forms.ChoiceField(
        label=_("Plan class"), choices=list(PLAN_CLASSES.items()), widget=forms.RadioSelect
    )
    planned_yuan = Wan(label=_("Plan of the year (10,000 yuan)"), required=False)
    monthly_yuan = Months(
        label=_("By month (10,000 yuan)"),
        help_text=_(
            "Only where the year is split: twelve amounts from January on, as pasted from a row"
            " of a sheet. Together they make the plan of the year."
        ),
        required=False,
    )
    goal = forms.CharField(
        label=_("Goal of the year"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2_000,
        required=False,
    )
    starts_on = Day(label=_("Start, planned or actual"), required=False)
    finishes_on = Day(label=_("Finish, planned"), required=False)

    def draft(self, project_id: int) -> DeclarationDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        plan_class = PlanClass(given.pop("plan_class"))
        return DeclarationDraft(project_id=project_id, plan_class=plan_class, **given)
