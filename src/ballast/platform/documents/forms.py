"""What the pages of papers ask for; parsing only, services decide."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules import DISCLOSURES

_NUMBER_MOST = 99_999


def _line(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text)


def _lines(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea({"rows": 2}),
    )


class HeadForm(forms.Form):
    """What stands at the head and the foot of a paper."""

    issuer = _line(_("Issuer"), 100, _("In whose name it goes out, in full."))
    mandate = _line(_("Mandate"), 200, _("On whose word, such as 经市政府同意."))
    series = _line(
        pgettext_lazy("paper", "Series"),
        40,
        _("The word before the year in its number, such as 示重点办."),
    )
    addressees = _lines(_("Addressees in words"), 1000)
    copied_to = _lines(_("Copied to"), 500)
    disclosure = forms.ChoiceField(
        label=_("Open to"),
        choices=[("", "—"), *((one, one) for one in DISCLOSURES)],
        required=False,
    )
    is_internal = forms.BooleanField(
        label=_("Marked 内部资料　注意保存"),
        required=False,
        help_text=_("As lists not made public are."),
    )
    copies = forms.IntegerField(
        label=_("Copies"), min_value=1, max_value=_NUMBER_MOST, required=False
    )
    contact = _line(_("Contact"), 200, _("Name and telephone; the paper says 联系人 by itself."))


class LetterheadForm(HeadForm):
    """The same for every paper drafted from a day on."""

    valid_from = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    field_order = ("valid_from",)


class NumbersForm(forms.Form):
    """After which number given outside a register goes on."""

    register = forms.CharField(max_length=64)
    year = forms.IntegerField(min_value=2000, max_value=2999)
    last = forms.IntegerField(label=_("Last number given"), min_value=1, max_value=_NUMBER_MOST)


class TemplateForm(forms.Form):
    """A template to put in the place of the shipped one."""

    file = forms.FileField(label=_("Word template (.docx)"))


class MonthForm(forms.Form):
    """Which papers of a month to draft."""

    period = forms.ChoiceField(label=_("Period"))
    kinds = forms.MultipleChoiceField(label=_("Papers"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, periods: Collection[Any], kinds: Collection[Any]) -> None:
        super().__init__(data)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
