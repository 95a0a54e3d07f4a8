"""What the office says of an adjustment: its window, its paper, and each project of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.messages import ADJUSTMENT_NAMES, CAUSE_NAMES, PURPOSE_NAMES
from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.plans.rules import AdjustmentKind, Item, PlanClass, Purpose
from ballast.delivery.plans.services import Paper, WindowDraft
from ballast.platform.ui.fields import Day
from ballast.projects.rules import ExitCause

from .fields import Months, Wan


class Window(forms.Form):
    name = forms.CharField(label=_("Name of the window"), max_length=60)
    purpose = forms.ChoiceField(label=_("Open for"), choices=list(PURPOSE_NAMES.items()))
    first_day = Day(label=_("First day"))
    last_day = Day(label=_("Last day"))

    def draft(self) -> WindowDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        return WindowDraft(purpose=Purpose(given.pop("purpose")), **given)


class AdjustmentPaper(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 2}), max_length=1_000
    )
    number = forms.CharField(label=_("Paper number"), max_length=200, required=False)
    valid_from = Day(
        label=_("In force from"),
        help_text=_("After the last closed month; figures of closed months keep their plan."),
    )
    outside_window_reason = forms.CharField(
        label=_("Why it cannot wait for a window"),
        help_text=_("Only where no window is open today."),
        max_length=1_000,
        required=False,
    )

    def paper(self) -> Paper:
        return Paper(**self.cleaned_data)


class AdjustmentItem(forms.Form):
    """One project of the paper; its prefix is the project's number."""

    kind = forms.ChoiceField(label=_("What happens"), choices=list(ADJUSTMENT_NAMES.items()))
    plan_class = forms.ChoiceField(
        label=_("New class"), choices=[("", "—"), *PLAN_CLASSES.items()], required=False
    )
    planned_yuan = Wan(label=_("New plan of the year (10,000 yuan)"), required=False)
    monthly_yuan = Months(
        label=_("New split by month: twelve amounts (10,000 yuan)"), required=False
    )
    cause = forms.ChoiceField(
        label=_("Cause of the exit"), choices=[("", "—"), *CAUSE_NAMES.items()], required=False
    )
    reason = forms.CharField(
        label=_("Reason for this project"),
        widget=forms.TextInput({"list": "reasons"}),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == AdjustmentKind.EXITED and not given.get("cause"):
            self.add_error("cause", _("Say why the project leaves."))
        return given

    def item(self, project_id: int) -> Item:
        given: dict[str, Any] = dict(self.cleaned_data)
        kind, plan_class = AdjustmentKind(given.pop("kind")), given.pop("plan_class")
        cause, months = given.pop("cause"), tuple(given.pop("monthly_yuan"))
        if kind is AdjustmentKind.EXITED:
            return Item(
                project_id=project_id, kind=kind, cause=ExitCause(cause), reason=given["reason"]
            )
        return Item(
            project_id=project_id,
            kind=kind,
            plan_class=PlanClass(plan_class) if plan_class else None,
            monthly_yuan=months,
            **given,
        )


class Undoing(forms.Form):
    reason = forms.CharField(label=_("Why it is undone"), max_length=500)
