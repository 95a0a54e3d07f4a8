"""Forms of what befalls a project as a whole, and of its kin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money
from ballast.platform.ui.fields import Day
from ballast.projects.messages import EXIT_CAUSES, KINSHIPS
from ballast.projects.rules import LONGEST_NAME, Draft

from .fields import Choice, Money, Numbers, Paper, Reason


class Happened(forms.Form):
    happened_on = Day(label=_("Day"))
    reason = Reason()
    paper = Paper()


class Exit(Happened):
    cause = Choice(label=_("Why it leaves the list"), choices=EXIT_CAUSES.items())
    field_order = ("cause", "happened_on", "reason", "paper")


class Merging(Happened):
    into = Numbers(label=_("Ballast number of the project it goes on in"))
    field_order = ("into", "happened_on", "reason", "paper")

    def clean_into(self) -> str:
        numbers: list[str] = self.cleaned_data["into"]
        if len(numbers) != 1:
            raise forms.ValidationError(_("Give one number."))
        return numbers[0]


class Splitting(Happened):
    """One new project a line: its name, then its total investment."""

    parts = forms.CharField(
        label=_("The new projects, one a line: name, total investment (10k yuan)"),
        help_text=_("A blank between them, or two columns pasted from a sheet."),
        widget=forms.Textarea({"rows": 4}),
    )
    difference = Reason(
        label=_("Why the amounts do not make the total, where they do not"), required=False
    )
    field_order = ("parts", "difference", "happened_on", "reason", "paper")

    def clean_parts(self) -> list[Draft]:
        found = []
        for line in filter(str.strip, self.cleaned_data["parts"].splitlines()):
            name, _blank, amount = line.strip().replace("\t", " ").rpartition(" ")
            try:
                total = money.parse(amount, money.Unit.WAN)
            except money.NotMoney:
                words = _("Not a name and an amount: %(line)s")
                self.add_error("parts", forms.ValidationError(words, params={"line": line}))
                continue
            found.append(Draft(name=name, total_investment_yuan=total))
        return found


class Bundling(forms.Form):
    parts = Numbers(label=_("Ballast numbers of the parts"), widget=forms.Textarea({"rows": 2}))
    kinship = forms.ChoiceField(label=_("What they are to it"), choices=list(KINSHIPS.items()))


class StandAlone(forms.Form):
    reason = Reason()


class Phase(forms.Form):
    name = forms.CharField(label=_("Name of the new phase"), max_length=LONGEST_NAME)
    total_investment_yuan = Money(label=_("Total investment (10k yuan)"), required=False)
    content = forms.CharField(
        label=_("Content and scale"), widget=forms.Textarea({"rows": 3}), required=False
    )
