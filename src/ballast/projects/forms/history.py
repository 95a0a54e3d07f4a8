"""Forms of what has a history: names, codes, amounts, lists; and of capacities."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day
from ballast.projects.messages import INVESTMENT_STAGES
from ballast.projects.rules import LONGEST_NAME
from ballast.projects.services import Size

from .fields import Money, Paper, Reason, Words


class Name(forms.Form):
    name = forms.CharField(label=_("New name"), max_length=LONGEST_NAME)
    valid_from = Day(label=_("From"))
    paper = Paper()
    reason = Reason()


class AddCode(forms.Form):
    national_code = forms.CharField(label=_("National project code"), max_length=40)
    day = Day(label=_("From"))
    note = forms.CharField(label=_("Note, such as the phase"), max_length=200, required=False)


class EndCode(forms.Form):
    """``codes`` are those in force."""

    national_code = forms.ChoiceField(label=_("National project code"))
    day = Day(label=_("First day it no longer holds"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *given: Any, codes: list[str], **more: Any) -> None:
        super().__init__(*given, **more)
        label = _("National project code")
        self.fields["national_code"] = forms.ChoiceField(
            label=label, choices=[(code, code) for code in codes]
        )


class Amount(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), choices=list(INVESTMENT_STAGES.items()))
    total_yuan = Money(label=_("Total investment (10k yuan)"))
    construction_yuan = Money(label=_("of which construction"), required=False)
    equipment_yuan = Money(label=_("of which equipment"), required=False)
    land_yuan = Money(label=_("of which land"), required=False)
    other_yuan = Money(label=_("of which other"), required=False)
    decided_on = Day(label=_("Day of the document"))
    paper = Paper()
    reason = Reason(required=False)


class Capacities(forms.Form):
    """One capacity a line: what, how much, counted in what."""

    sizes = forms.CharField(
        label=_("Capacities, one a line: item, figure, measure"),
        help_text=_("Blanks between them, or three columns pasted from a sheet."),
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )

    def clean_sizes(self) -> list[Size]:
        found = []
        for line in self.cleaned_data["sizes"].splitlines():
            if not line.strip():
                continue
            parts = line.rsplit(maxsplit=2)
            try:
                item, amount, measure = parts
                found.append(Size(item=item, amount=Decimal(amount), measure=measure))
            except (ValueError, InvalidOperation):
                words = _("Not item, figure and measure: %(line)s")
                self.add_error("sizes", forms.ValidationError(words, params={"line": line}))
        return found


class PutOnList(forms.Form):
    list_name = Words(label=_("List"), max_length=60, suggest="list-names")
    batch = forms.CharField(label=_("Batch"), max_length=40, required=False)
    paper = Paper()
    valid_from = Day(label=_("From"))


class TakeOffList(forms.Form):
    """``lists`` are those it stands on."""

    list_name = forms.ChoiceField(label=_("List"))
    valid_until = Day(label=_("First day it no longer stands there"))
    reason = Reason()

    def __init__(self, *given: Any, lists: list[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["list_name"] = forms.ChoiceField(
            label=_("List"), choices=[(name, name) for name in lists]
        )
