"""The few kinds of field that the register's forms are made of."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money
from ballast.kernel.identifiers import NotABallastNumber, parse_ballast_number
from ballast.projects.selectors import typed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project

_NAMED = 20  # lines at fault named one by one
_WRONG = {
    "project_unknown": _("Line %(line)s: no project has the number or the name “%(text)s”."),
    "project_ambiguous": _(
        "Line %(line)s: several projects are called “%(text)s”; say the number."
    ),
    "project_twice": _("Line %(line)s: “%(text)s” stands there twice."),
}


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


class Projects(forms.CharField):
    """Projects by number or whole name, a line each; as ids. ``seen``: those one may see."""

    seen: "QuerySet[Project]"

    def __init__(self, *, rows: int = 4, required: bool = False, **given: Any) -> None:
        lines = forms.Textarea({"rows": rows, "spellcheck": "false"})
        super().__init__(widget=lines, required=required, **given)

    def clean(self, value: Any) -> Any:
        return [project.pk for _, project in self.named(value)]

    def named(self, value: Any) -> "list[tuple[int, Project]]":
        """The projects with the numbers of their lines; each line that names none is a fault."""
        lines = typed(super().clean(value), self.seen)
        faults = [
            forms.ValidationError(_WRONG[one.code], params={"line": one.line, "text": one.text})
            for one in lines
            if one.code
        ]
        if faults:
            raise forms.ValidationError(faults[:_NAMED])
        return [(one.line, one.project) for one in lines if one.project]
