"""The month's form: one project's figures and words, its corrections and its words on doubts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ballast.delivery.progress.messages import AMOUNT_NAMES, KIND_NAMES
from ballast.delivery.progress.rules import CorrectionDraft, Kind, Report
from ballast.delivery.progress.rules.reports import COMPONENTS

from .fields import Code, Day, Percent, Wan, Words

if TYPE_CHECKING:
    from datetime import date

MOST_CORRECTIONS = 24
WORD, PAPER = "word-", "paper-"
REACHED, FORECAST = "reached-", "forecast-"


class CorrectionForm(forms.Form):
    """A change to a closed period's figure; ``about`` are the periods that may be corrected."""

    about_period = forms.ChoiceField(label=_("About period"), required=False)
    amount_yuan = Wan(label=_("Amount in 10k yuan, less with a minus"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)
    paper = forms.CharField(label=_("Paper, if there is one"), max_length=200, required=False)

    def __init__(self, *given: Any, about: Sequence[Code], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["about_period"].choices = [("", "—"), *about]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row that says anything says the period and the amount; an empty one says nothing."""
        given = super().clean() or {}
        if any(value not in (None, "") for value in given.values()):
            for name in ("about_period", "amount_yuan"):
                if name in given and given[name] in (None, ""):
                    self.add_error(name, _("This belongs to a correction."))
        return given

    def draft(self) -> CorrectionDraft | None:
        given = self.cleaned_data
        return CorrectionDraft(**given) if given["amount_yuan"] is not None else None


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A step of the project's life with its two fields: reached on, expected on."""

    node: str
    name: str
    reached: forms.BoundField
    forecast: forms.BoundField


class FilingForm(forms.Form):
    """One filing. Amounts are typed in 万元.

    ``steps`` are those that may be dated (code, name), ``about`` the closed periods that may be
    corrected, ``asked`` the doubts that ask for a word. Corrections are rows of their own, told
    apart by the numbers that the page gave them.
    """

    kind = forms.ChoiceField(
        label=_("What is filed"), choices=list(KIND_NAMES.items()), widget=forms.RadioSelect
    )
    month_yuan = Wan(label=AMOUNT_NAMES["month_yuan"])
    completed_yuan = Wan(label=AMOUNT_NAMES["completed_yuan"])
    since_start_yuan = Wan(label=AMOUNT_NAMES["since_start_yuan"])
    construction_yuan = Wan(label=AMOUNT_NAMES["construction_yuan"])
    equipment_yuan = Wan(label=AMOUNT_NAMES["equipment_yuan"])
    other_yuan = Wan(label=AMOUNT_NAMES["other_yuan"])
    output_yuan = Wan(label=AMOUNT_NAMES["output_yuan"])
    new_output_yuan = Wan(label=AMOUNT_NAMES["new_output_yuan"])
    visible_progress = Words(label=_("Visible progress"), rows=4)
    visible_percent = Percent(label=_("Visible progress in per cent"))
    forecast_year_yuan = Wan(label=AMOUNT_NAMES["forecast_year_yuan"])
    problems = Words(label=_("Problems and what is needed"))
    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, Any],
        steps: Sequence[Code] = (),
        about: Sequence[Code] = (),
        corrections: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.steps, self.about = steps, about
        for code, _name in steps:
            self.fields[REACHED + code] = Day(label=_("Reached on"))
            self.fields[FORECAST + code] = Day(label=_("Expected on"))
        said = initial if data is None else data
        self.ask(name.removeprefix(WORD) for name in said if name.startswith(WORD))
        self.corrections = self._corrections(corrections)

    def ask(self, doubts: Iterable[str]) -> None:
        """Give each of these doubts, by code, a field for its word and one for its paper."""
        for code in doubts:
            self.fields[WORD + code] = Words(label=_("Your explanation"), rows=2)
            self.fields[PAPER + code] = forms.CharField(
                label=_("Paper, if there is one"), max_length=200, required=False
            )

    def is_valid(self) -> bool:
        # Every row is looked at, so that all faults are told at once.
        return all([super().is_valid(), *(row.is_valid() for row in self.corrections.values())])

    def report(self, project_id: int, period: str) -> Report:
        """What the form says, as the services take it."""
        said = self.cleaned_data
        drafts = (row.draft() for row in self.corrections.values())
        return Report(
            project_id=project_id,
            period=period,
            kind=Kind(said["kind"]),
            **{name: said[name] for name in FIGURES_AND_WORDS},
            node_dates=self._node_dates(),
            corrections=tuple(draft for draft in drafts if draft),
            words=self._of_doubts(WORD),
            papers=self._of_doubts(PAPER),
        )

    @property
    def node_rows(self) -> list[NodeRow]:
        return [
            NodeRow(code, name, self[REACHED + code], self[FORECAST + code])
            for code, name in self.steps
        ]

    @property
    def shows_components(self) -> bool:
        """Whether what the money was spent on stands open: something is said of it."""
        return any(self[name].value() not in (None, "") for name in COMPONENTS)

    @property
    def shows_nodes(self) -> bool:
        """Whether the nodes stand open: a date of theirs is to be put right."""
        return any(row.reached.errors or row.forecast.errors for row in self.node_rows)

    def row_about(self, period: str) -> CorrectionForm | None:
        """The last correction row about a period: the one at fault where two are."""
        rows = [row for row in self.corrections.values() if row["about_period"].value() == period]
        return rows[-1] if rows else None

    def _of_doubts(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): said
            for name, said in self.cleaned_data.items()
            if name.startswith(prefix) and said
        }

    def _node_dates(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for code, _name in self.steps:
            for prefix, key in ((REACHED, "actual_on"), (FORECAST, "forecast_on")):
                on: date | None = self.cleaned_data[prefix + code]
                if on:
                    found.setdefault(code, {})[key] = on.isoformat()
        return found

    def _corrections(self, drafts: Sequence[Mapping[str, Any]]) -> dict[int, CorrectionForm]:
        if not self.is_bound:
            return {
                number: correction_row(number, self.about, initial=draft)
                for number, draft in enumerate(drafts)
            }
        typed = self.data.getlist("correction")[:MOST_CORRECTIONS]  # type: ignore[attr-defined]
        return {
            number: correction_row(number, self.about, data=self.data)
            for number in (int(text) for text in typed if text.isdecimal() and len(text) < 4)
        }


def correction_row(
    number: int, about: Sequence[Code], *, data: Any = None, initial: Any = None
) -> CorrectionForm:
    """The row that the page knows by this number."""
    return CorrectionForm(data, prefix=f"correction-{number}", about=about, initial=initial)


FIGURES_AND_WORDS = (
    *("month_yuan", "completed_yuan", "since_start_yuan"),
    *("construction_yuan", "equipment_yuan", "other_yuan", "output_yuan", "new_output_yuan"),
    *("visible_progress", "visible_percent", "forecast_year_yuan", "problems"),
)


def said_by(filing: Any) -> dict[str, Any]:
    """What a filing says, as the form's initial values."""
    said = {name: getattr(filing, name) for name in ("kind", *FIGURES_AND_WORDS)}
    for code, dates in filing.node_dates.items():
        said[REACHED + code] = dates.get("actual_on")
        said[FORECAST + code] = dates.get("forecast_on")
    for doubt in filing.doubts:
        said[WORD + doubt["code"]] = doubt.get("word", "")
        said[PAPER + doubt["code"]] = doubt.get("paper", "")
    return said
