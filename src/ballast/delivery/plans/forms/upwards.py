"""Projects put up for national and provincial lists, and what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.messages import LEVEL_NAMES, RESULT_NAMES
from ballast.delivery.plans.rules import Result
from ballast.delivery.plans.services import ApplicationDraft, ResultDraft
from ballast.platform.ui.fields import Day
from ballast.projects.rules import Tier


class Application(forms.Form):
    level = forms.ChoiceField(label=_("Level"), choices=list(LEVEL_NAMES.items()))
    list_name = forms.CharField(label=_("Name of the list"), max_length=100)
    batch = forms.CharField(label=_("Batch"), max_length=40, required=False)
    applied_on = Day(label=_("Applied on"))
    paper = forms.CharField(label=_("Paper number"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def draft(self, project_id: int, year: int) -> ApplicationDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        level = Tier(given.pop("level"))
        return ApplicationDraft(project_id=project_id, year=year, level=level, **given)


class Answer(forms.Form):
    """What came of the applications ticked."""

    result = forms.ChoiceField(label=_("Result"), choices=list(RESULT_NAMES.items()))
    result_on = Day(label=_("Announced on"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def draft(self, application_id: int) -> ResultDraft:
        given: dict[str, Any] = dict(self.cleaned_data)
        result = Result(given.pop("result"))
        return ResultDraft(application_id=application_id, result=result, **given)
