"""Fields as the month's form has them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money

LONGEST_TEXT = 2000

Code = tuple[str, str]  # a code and its name in the reader's language


class Wan(forms.CharField):
    """An amount typed in 万元 and kept in yuan; a unit typed with it wins."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=40, widget=widget, **given)

    def clean(self, value: Any) -> Any:
        """Yuan to the cent; None for a blank, which says nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.parse(text, money.Unit.WAN)
        except money.NotMoney as wrong:
            raise forms.ValidationError(_("Write an amount in 10k yuan, as 1234.56.")) from wrong

    def prepare_value(self, value: Any) -> Any:
        return plain_wan(value) if isinstance(value, Decimal) else value


class Percent(forms.DecimalField):
    """A percentage of the whole work, from 0 to 100."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=100,
            decimal_places=2,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            **given,
        )

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, **given)


class Words(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 3, **given: Any) -> None:
        widget = forms.Textarea({"rows": rows})
        super().__init__(required=False, max_length=LONGEST_TEXT, widget=widget, **given)


def plain_wan(yuan: Decimal) -> str:
    """An amount as one types it: 1320.5, without separators and idle noughts."""
    return plain(money.in_unit(yuan, money.Unit.WAN))


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
