"""What is asked of who answers for a project."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day
from ballast.projects.messages import PARTIES
from ballast.projects.rules import Holder

from .fields import Reason, UnitChoice

Pairs = Iterable[tuple[str, str]]


class Holding(forms.Form):
    """Who holds a part. ``units`` to choose from; ``users`` are ids by sign-in name."""

    unit_id = UnitChoice(label=_("Unit of the tree"), required=False, choices=())
    body = forms.CharField(label=_("or another body"), max_length=200, required=False)
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=18, required=False
    )
    person = forms.CharField(label=_("Person"), max_length=40, required=False)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    username = forms.CharField(
        label=_("Signs in as"),
        max_length=64,
        required=False,
        help_text=_("A project officer sees the projects that name them here."),
    )

    def __init__(self, *given: Any, units: Pairs, users: Mapping[str, int], **more: Any) -> None:
        super().__init__(*given, **more)
        self.users = users
        self.fields["unit_id"] = UnitChoice(
            label=_("Unit of the tree"), required=False, choices=units
        )

    def clean_username(self) -> int | None:
        typed = str(self.cleaned_data["username"]).strip()
        if typed and typed not in self.users:
            raise forms.ValidationError(_("Nobody signs in by this name."))
        return self.users.get(typed)

    @property
    def holder(self) -> Holder:
        said = self.cleaned_data
        texts = {name: said[name].strip() for name in ("body", "person", "post", "phone")}
        code = said["credit_code"].strip().upper()
        return Holder(unit_id=said["unit_id"], user_id=said["username"], credit_code=code, **texts)


class Appointment(Holding):
    party = forms.ChoiceField(label=_("Part"), choices=list(PARTIES.items()))
    since = Day(label=_("From"))
    field_order = ("party", "since")


class Handover(Holding):
    since = Day(label=_("From"))
    reason = Reason()
    field_order = ("since", "reason")


class Ending(forms.Form):
    until = Day(label=_("First day it no longer is so"))
    reason = Reason()


class Shares(forms.Form):
    """投资分劈, one accounting unit a line; nothing for a project that is not divided."""

    since = Day(label=_("From"))
    shares = forms.CharField(
        label=_("Shares"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "One accounting unit a line, its name and its share in percent; together 100. "
            "Leave it empty when the project is no longer divided."
        ),
    )

    def __init__(self, *given: Any, units: Mapping[str, int], **more: Any) -> None:
        super().__init__(*given, **more)
        self.units = units

    def clean_shares(self) -> dict[int, Decimal]:
        found: dict[int, Decimal] = {}
        for line in str(self.cleaned_data["shares"]).splitlines():
            name, _blank, share = line.strip().rpartition(" ")
            if not line.strip():
                continue
            unit = self.units.get(name.strip())
            if unit is None or unit in found:
                raise forms.ValidationError(
                    _("%(line)s: no unit is called so, or it stands twice."), params={"line": line}
                )
            found[unit] = _percent(share, line)
        return found


def _percent(text: str, line: str) -> Decimal:
    try:
        return Decimal(text.strip().rstrip("%％")) / 100
    except InvalidOperation as wrong:
        words = _("%(line)s: the share is a figure such as 60 or 33.3333%%.")
        raise forms.ValidationError(words, params={"line": line}) from wrong
