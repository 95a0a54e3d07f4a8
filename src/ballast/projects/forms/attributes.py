"""Forms of attributes: their fields are read from what the register describes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from ballast.platform.language import called
from ballast.platform.ui.fields import Day
from ballast.projects import rules
from ballast.projects.messages import ATTRIBUTES as NAMES
from ballast.projects.messages import CODES, HINTS, SECTIONS, Names
from ballast.projects.rules import Attribute, Kind, Section
from ballast.projects.selectors import Offers

from .fields import Choice, Money, Several, UnitChoice, Words, YesNo

# Lists of words in use, by the id under which the page holds them.
_SUGGESTED = {
    "sector": "sectors",
    "chain": "chains",
    "precinct": "precincts",
    "region_code": "regions",
}


class Attributes(forms.Form):
    """Some attributes; none must be said but the name."""

    def __init__(
        self, *given: Any, attributes: Iterable[Attribute], offers: Offers, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        for one in attributes:
            about = {
                "label": NAMES[one.name],
                "required": one.name == "name",
                "help_text": HINTS.get(one.name, ""),
            }
            self.fields[one.name] = _FIELDS[one.kind](one, offers, about)


class Draft(Attributes):
    """Everything that is said of a new project, section by section."""

    def __init__(self, *given: Any, offers: Offers, **more: Any) -> None:
        super().__init__(*given, attributes=rules.ATTRIBUTES, offers=offers, **more)

    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each section's code, name and fields, in the order in which one thinks of them."""
        return [
            (section.value, str(SECTIONS[section]), [self[one.name] for one in found])
            for section in Section
            if (found := rules.attributes(section))
        ]


def draft_of(given: Mapping[str, Any]) -> rules.Draft:
    """What was typed, as the register takes it."""
    return rules.Draft(**given)


def _line(one: Attribute, _: Offers, about: dict[str, Any]) -> forms.Field:
    return Words(suggest=_SUGGESTED.get(one.name, ""), max_length=one.longest, **about)


def _text(one: Attribute, _: Offers, about: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=one.longest, widget=forms.Textarea({"rows": 4}), **about)


def _code(one: Attribute, _: Offers, about: dict[str, Any]) -> forms.Field:
    return Choice(choices=_names_of(one).items(), **about)


def _codes(one: Attribute, _: Offers, about: dict[str, Any]) -> forms.Field:
    return Several(choices=list(_names_of(one).items()), **about)


def _names_of(one: Attribute) -> Names:
    return CODES[one.codes] if one.codes else {}


def _unit(one: Attribute, offers: Offers, about: dict[str, Any]) -> forms.Field:
    units = offers.areas if one.name == "functional_area_id" else offers.units
    return UnitChoice(choices=units, **about)


def _template(_: Attribute, offers: Offers, about: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[(one.code, called(one)) for one in offers.templates], **about)


def _degrees(_: Attribute, __: Offers, about: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({"inputmode": "decimal"})
    return forms.DecimalField(widget=widget, **about)


_FIELDS: Mapping[Kind, Callable[[Attribute, Offers, dict[str, Any]], forms.Field]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.UNIT: _unit,
    Kind.TEMPLATE: _template,
    Kind.DEGREES: _degrees,
    Kind.MONEY: lambda _, __, about: Money(**about),
    Kind.COUNT: lambda _, __, about: forms.IntegerField(min_value=0, **about),
    Kind.DAY: lambda _, __, about: Day(**about),
    Kind.YES_NO: lambda _, __, about: YesNo(**about),
}
