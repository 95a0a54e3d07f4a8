"""The few kinds of field that the register's forms are made of."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money
from ballast.kernel.identifiers import NotABallastNumber, parse_ballast_number


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


class Money(forms.CharField):
    """An amount typed in 万元, or in the unit that stands after it; yuan for the program."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal"})
        super().__init__(max_length=40, widget=widget, **given)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return money.parse(typed, money.Unit.WAN)
        except money.NotMoney as wrong:
            raise forms.ValidationError(_("This is not an amount.")) from wrong

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return f"{money.in_unit(value, money.Unit.WAN).normalize():f}"


class Words(forms.CharField):
    """One line; ``suggest`` is the id of a list of words in use."""

    def __init__(self, *, suggest: str = "", **given: Any) -> None:
        super().__init__(widget=forms.TextInput({"list": suggest} if suggest else {}), **given)


class Choice(forms.ChoiceField):
    """One of some codes, or none of them."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]], **given: Any) -> None:
        super().__init__(choices=[("", _("Not said")), *choices], **given)


class UnitChoice(Choice):
    """A unit's id."""

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            choices=[("", _("Not said")), ("True", _("Yes")), ("False", _("No"))],
            coerce=lambda text: text == "True",
            empty_value=None,
            **given,
        )


class Several(forms.MultipleChoiceField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **given)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class Numbers(forms.CharField):
    """Ballast numbers, apart by blanks, commas or line breaks, each in its normal form."""

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value).replace(",", " ").replace("，", " ").replace("、", " ").split()
        found, wrong = [], []
        for text in typed:
            try:
                found.append(parse_ballast_number(text))
            except NotABallastNumber:
                wrong.append(text)
        if wrong:
            words = _("No Ballast number, or a digit of it is wrong: %(numbers)s")
            raise forms.ValidationError(words, params={"numbers": ", ".join(wrong)})
        return list(dict.fromkeys(found))


class Reason(forms.CharField):
    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("Reason"))
        super().__init__(max_length=500, widget=forms.Textarea({"rows": 2}), **given)


class Paper(forms.CharField):
    def __init__(self, **given: Any) -> None:
        super().__init__(label=_("Document (number)"), max_length=200, required=False, **given)
