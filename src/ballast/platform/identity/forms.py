"""What the pages of people and units ask; parsing only, services decide."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ballast.kernel.identifiers import is_credit_code

from .messages import ROLE_NAMES, UNIT_KIND_NAMES
from .rules import sign_in_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .models import Unit

_CODE = RegexValidator(r"^[0-9A-Za-z][0-9A-Za-z._-]*$", _("Use letters, digits, dots and hyphens."))
_NAME = RegexValidator(r"^[\w.@-]+$", _("Use letters, digits, dots and hyphens, without blanks."))
_REGION = RegexValidator(r"^[0-9]{6}$", _("A region code has six digits."))


def _credit_code(text: str) -> None:
    if not is_credit_code(text):
        raise forms.ValidationError(_("This is no unified social credit code; check each sign."))


class SignInName(forms.CharField):
    """Measured as it is kept: some signs grow when they are written the one way."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=64, **given)

    def to_python(self, value: Any) -> str:
        return sign_in_name(super().to_python(value) or "")


class UnitCode(forms.CharField):
    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=32, validators=[_CODE], **given)


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


class Password(forms.CharField):
    """``purpose`` tells the browser's password store what is typed: present or new."""

    def __init__(self, *, purpose: str, **given: Any) -> None:
        widget = forms.PasswordInput({"autocomplete": f"{purpose}-password"})
        super().__init__(strip=False, max_length=128, widget=widget, **given)


class SignIn(forms.Form):
    username = SignInName(
        label=_("Sign-in name"),
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True}),
    )
    password = Password(label=_("Password"), purpose="current")


class NewPassword(forms.Form):
    password = Password(
        label=_("New password"),
        purpose="new",
        help_text=_(
            "At least 10 characters; three of small letters, capital letters, digits and other "
            "signs; without your name; not one of your last five."
        ),
    )
    again = Password(label=_("New password once more"), purpose="new")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") != given.pop("again", None) and not self.errors:
            self.add_error("again", _("The two are not the same."))
        return given


class ChangePassword(NewPassword):
    old = Password(label=_("Present password"), purpose="current")
    field_order = ("old", "password", "again")


class Opening(NewPassword):
    city_name = forms.CharField(label=_("Name of the city's government"), max_length=120)
    city_code = UnitCode(label=_("Its code in this system"), initial="CITY")
    region_code = forms.CharField(
        label=_("Its region code (GB/T 2260)"), max_length=6, validators=[_REGION]
    )
    system_name = forms.CharField(label=_("Your name"), max_length=40)
    system_username = SignInName(label=_("The name you sign in with"), validators=[_NAME])
    security_name = forms.CharField(label=_("Security administrator"), max_length=40)
    security_username = SignInName(label=_("Signs in as"), validators=[_NAME])
    audit_name = forms.CharField(label=_("Audit administrator"), max_length=40)
    audit_username = SignInName(label=_("Signs in as"), validators=[_NAME])
    field_order = (
        "city_name",
        "city_code",
        "region_code",
        "system_name",
        "system_username",
        "password",
        "again",
        "security_name",
        "security_username",
        "audit_name",
        "audit_username",
    )


class Search(forms.Form):
    q = forms.CharField(label=_("Name or unit"), max_length=60, required=False)


class Invitation(forms.Form):
    username = SignInName(label=_("Signs in as"), validators=[_NAME])
    name = forms.CharField(label=_("Person's name"), max_length=40)


class Assignment(forms.Form):
    """``units`` are those that may be chosen."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))
    unit_code = forms.ChoiceField(label=_("Unit"))
    valid_from = Day(label=_("From"))
    valid_until = Day(label=_("Until, not including"), required=False)

    def __init__(self, *given: Any, units: "QuerySet[Unit]", **more: Any) -> None:
        super().__init__(*given, **more)
        rows = units.order_by("code").values_list("code", "short_name")
        choices = [(code, f"{name} ({code})") for code, name in rows]
        self.fields["unit_code"] = forms.ChoiceField(label=_("Unit"), choices=choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("valid_from"), given.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", _("The end must come after the beginning."))
        return given


class On(forms.Form):
    on = Day(label=_("As of"))


class UnitDraft(forms.Form):
    code = UnitCode(label=_("Code"))
    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(UNIT_KIND_NAMES.items()))
    under = UnitCode(label=_("Code of the unit above"), required=False)
    region_code = forms.CharField(
        label=_("Region code (GB/T 2260)"), max_length=6, validators=[_REGION], required=False
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=18,
        required=False,
        validators=[_credit_code],
    )
    is_accounting = forms.BooleanField(
        label=_("Totals are counted under it (accounting unit)"), required=False
    )
    valid_from = Day(label=_("From"))


class Move(forms.Form):
    under = UnitCode(label=_("Code of the unit above"), required=False)
    valid_from = Day(label=_("From"))


class Renaming(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    valid_from = Day(label=_("From"))


class Closing(forms.Form):
    valid_until = Day(label=_("First day it no longer is"))
