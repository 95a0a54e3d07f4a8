"""Kinds of answers that several forms of the plan ask for."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.delivery.plans.rules import MONTHS
from ballast.kernel import money
from ballast.kernel.money import NotMoney, Unit


class Amount(forms.CharField):
    """An amount typed in ``unit``, kept in yuan; none when left empty."""

    unit = Unit.YUAN

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **given)

    def prepare_value(self, value: Any) -> Any:
        """A kept amount as a person would type it: 1234.5."""
        if isinstance(value, Decimal):
            return f"{money.in_unit(value, self.unit).normalize():f}"
        return value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            yuan = money.parse(text, self.unit)
        except NotMoney as error:
            raise forms.ValidationError(
                _("This is no amount: write a figure such as 1234.5.")
            ) from error
        if yuan < 0:
            raise forms.ValidationError(_("An amount cannot be below nought."))
        return yuan


class Wan(Amount):
    """An amount typed in 万元."""

    unit = Unit.WAN


class Yi(Amount):
    """An amount typed in 亿元."""

    unit = Unit.YI


class Months(forms.CharField):
    """Twelve amounts typed in 万元, or pasted from a row of a sheet, kept in yuan; or none."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=400, **given)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str | None):
            return value
        return " ".join(f"{money.in_unit(part, Unit.WAN).normalize():f}" for part in value)

    def clean(self, value: Any) -> list[Decimal]:
        parts = re.split(r"[\s;；、]+", super().clean(value).strip())
        try:
            months = [money.parse(part, Unit.WAN) for part in parts if part]
        except NotMoney as error:
            raise forms.ValidationError(
                _("This is no amount: write a figure such as 1234.5.")
            ) from error
        if months and len(months) != MONTHS:
            raise forms.ValidationError(
                _("%(count)s amounts are given; a year has twelve."), params={"count": len(months)}
            )
        return months


class Rate(forms.DecimalField):
    """A share typed in percent, kept as a share of one."""

    def __init__(self, **given: Any) -> None:
        super().__init__(min_value=0, max_value=999, max_digits=5, decimal_places=2, **given)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * 100).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        percent = super().clean(value)
        return None if percent is None else percent / 100
