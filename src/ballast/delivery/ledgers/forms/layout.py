"""How a layout is to be read: a field for each question, and for each answer given before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ballast.platform.sheets.reading import CURRENCIES, Told

Choices = Sequence[tuple[str, Any]]

UNITS = ("万元", "亿元", "元")
ENCODINGS = {
    "": gettext_lazy("As found"),
    "utf-8": "UTF-8",
    "gb18030": "GB18030 / GBK",
    "cp1252": "Windows-1252",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One question or remembered answer; ``about`` is the heading or the sheet it concerns."""

    kind: str
    about: str
    cell: str = ""
    guesses: Sequence[str] = ()
    sample: Sequence[str] = ()
    blocking: bool = False
    answer: str = ""
    is_told: bool = False


def entries(questions: Sequence[Mapping[str, Any]], told: Told) -> list[Entry]:
    """What is asked, the pressing first; then what was told and is not asked again."""
    asked = sorted((Entry(**one) for one in questions), key=lambda one: not one.blocking)
    known = {(one.kind, one.about) for one in asked}
    return asked + [one for one in _told(told) if (one.kind, one.about) not in known]


def _told(told: Told) -> Iterator[Entry]:
    for about, column in told.columns.items():
        yield Entry("column", about, answer=column, is_told=True)
    for about, unit in told.units.items():
        yield Entry("unit", about, answer=unit, is_told=True)
    for about, taken in told.sheets.items():
        yield Entry("sheet", about, answer="yes" if taken else "no", is_told=True)
    for about, step in told.steps.items():
        yield Entry("step", about, answer=step, is_told=True)
    if told.currency != "CNY":
        yield Entry("currency", "", answer=told.currency, is_told=True)
    if told.encoding:
        yield Entry("encoding", "", answer=told.encoding, is_told=True)
    if told.transposed:
        yield Entry("transposed", "", answer="yes", is_told=True)


class Layout(forms.Form):
    """``columns`` and ``steps`` are what a heading may mean: their keys and names."""

    def __init__(
        self,
        *given: Any,
        asked: Sequence[Entry],
        told: Told,
        columns: Choices,
        steps: Choices,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.entries, self.before = asked, told
        names = {"column": dict(columns), "step": dict(steps)}
        for place, entry in enumerate(asked):
            self.fields[f"q{place}"] = forms.ChoiceField(
                label=entry.about,
                choices=_choices(entry, names.get(entry.kind, {})),
                initial=entry.answer if entry.is_told else _first(entry),
                required=False,
                widget=forms.Select({"class": "control"}),
            )

    @property
    def asked(self) -> list[tuple[Entry, forms.BoundField]]:
        return [pair for pair in self._pairs() if pair[0].blocking]

    @property
    def unread(self) -> list[tuple[Entry, forms.BoundField]]:
        """Columns that nobody knows and nothing depends on."""
        return [pair for pair in self._pairs() if not (pair[0].blocking or pair[0].is_told)]

    @property
    def remembered(self) -> list[tuple[Entry, forms.BoundField]]:
        return [pair for pair in self._pairs() if pair[0].is_told]

    def _pairs(self) -> Iterator[tuple[Entry, forms.BoundField]]:
        for place, entry in enumerate(self.entries):
            yield entry, self[f"q{place}"]

    def told(self) -> Told:
        """Everything told, with what was said before and is not asked about here."""
        said: dict[str, Any] = {"columns": {}, "units": {}, "sheets": {}, "steps": {}}
        one: dict[str, Any] = {}
        for place, entry in enumerate(self.entries):
            answer = self.cleaned_data[f"q{place}"]
            if entry.kind == "sheet":
                said["sheets"] |= _sheets(entry, answer)
            elif f"{entry.kind}s" in said:
                if answer or entry.kind == "column":
                    said[f"{entry.kind}s"][entry.about] = answer
            else:
                one[entry.kind] = answer == "yes" if entry.kind == "transposed" else answer
        return replace(self.before, **said, **one)


def _sheets(entry: Entry, answer: str) -> dict[str, bool]:
    """Of sheets that list the same projects one counts, or all do."""
    if entry.is_told:
        return {entry.about: answer == "yes"}
    return {name: answer in ("", name) for name in {*entry.guesses, entry.about}}


def _first(entry: Entry) -> str:
    return entry.guesses[0] if entry.guesses and entry.blocking else ""


def _choices(entry: Entry, names: Mapping[str, Any]) -> list[tuple[str, Any]]:
    match entry.kind:
        case "column" | "step":
            near = [(key, names[key]) for key in entry.guesses if key in names]
            rest = [(key, name) for key, name in names.items() if key not in entry.guesses]
            groups = [(_("Most likely"), near)] if near else []
            return [("", _("not to be read")), *groups, (_("All"), rest)]
        case "unit":
            units = dict.fromkeys((*entry.guesses, *UNITS))
            return [(unit, unit) for unit in units]
        case "sheet" if entry.is_told:
            return [("yes", _("is read")), ("no", _("not to be read"))]
        case "sheet":
            both = [("", _("all of them"))]
            return [*((name, name) for name in entry.guesses), *both]
        case "currency":
            return [(code, code) for code in dict.fromkeys((*entry.guesses, *CURRENCIES))]
        case "encoding":
            return list(ENCODINGS.items())
        case _:
            return [("yes", _("yes")), ("no", _("no"))]
