"""Topics, opinions, decisions and speeches as they are typed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.meetings.messages import SPEECHES
from ballast.dispatch.meetings.rules import Speech
from ballast.dispatch.meetings.selectors import AgendaLine
from ballast.dispatch.meetings.services import DecisionDraft, StatementDraft, TopicDraft
from ballast.platform.identity import selectors as identity
from ballast.platform.ui.fields import Day, Words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.identity.models import Unit
    from ballast.projects.models import Project

YI = Decimal(100_000_000)
_BETWEEN = re.compile(r"[、,，;；\s]+")


class _Amount(forms.DecimalField):
    """In 100 million yuan, as papers say it; as yuan."""

    def __init__(self, **given: Any) -> None:
        number = forms.TextInput({"inputmode": "decimal"})
        super().__init__(
            min_value=0, max_digits=12, decimal_places=6, required=False, widget=number, **given
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else amount * YI


class TopicForm(forms.Form):
    """What a unit asks to be talked about."""

    unit = forms.TypedChoiceField(label=_("Unit that asks"), coerce=int, required=False)
    title = forms.CharField(label=_("Topic"), max_length=200, required=False)
    words = Words(label=_("What is asked of the meeting"), required=False)
    project = forms.CharField(label=_("Number of a project"), max_length=12, required=False)
    amount = _Amount(label=_("Money at stake (100 million yuan)"))

    def __init__(
        self, *given: Any, units: "Sequence[Unit]", seen: "QuerySet[Project]", **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self._seen = seen
        self.fields["unit"].choices = [(one.pk, one.short_name) for one in units]  # type: ignore[attr-defined]

    def clean_project(self) -> int | None:
        number = self.cleaned_data["project"].strip().upper()
        if not number:
            return None
        found = self._seen.filter(number=number).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("No project you may see has this number."))
        return found

    def draft(self) -> TopicDraft:
        said = self.cleaned_data
        return TopicDraft(
            title=said["title"],
            words=said["words"],
            unit_id=said["unit"] or None,
            project_id=said["project"],
            amount_yuan=said["amount"],
        )


class AdviceForm(forms.Form):
    words = Words(label=_("Advice of the office"), required=False, rows=4)


class AskForm(forms.Form):
    """Which units are asked for a written opinion, by when."""

    due_on = Day(label=_("To answer by"))
    units = forms.TypedMultipleChoiceField(
        label=_("Units"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, units: "Sequence[Unit]", **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["units"].choices = [(one.pk, one.short_name) for one in units]  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    words = Words(label=_("Opinion of your unit"), required=False, rows=4)


class _Typed(forms.Form):
    """With units that are typed by name, offered as one types."""

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self._on = on
        self._known: Mapping[str, int] | None = None

    def _unit(self, name: str, field: str) -> int | None:
        """The unit of a name; a fault at the field where there is none."""
        if self._known is None:
            self._known = identity.units_named(self._on)
        if name and name not in self._known:
            words = _("“%(name)s” is no unit, or several bear the name.")
            self.add_error(field, forms.ValidationError(words, params={"name": name}))
        return self._known.get(name)


class DecisionForm(_Typed):
    """One line while the meeting runs: Enter makes it a decision."""

    topic = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    matter = forms.CharField(
        label=_("Decided"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autofocus": True}),
    )
    lead = forms.CharField(
        label=_("Who leads"), required=False, widget=forms.TextInput({"list": "units"})
    )
    assisting = forms.CharField(
        label=_("Assisting"), required=False, help_text=_("Several with a 、 between them.")
    )
    due_on = Day(label=_("Limit"))
    amount = _Amount(label=_("Amount (100 million yuan)"))
    standard = forms.CharField(label=_("Measured by"), max_length=200, required=False)

    def __init__(self, *given: Any, lines: Sequence[AgendaLine], **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(one.topic.pk, f"{one.place}. {one.topic.title}") for one in lines]
        self.fields["topic"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["lead_id"] = self._unit(said.get("lead", "").strip(), "lead")
        names = [one for one in _BETWEEN.split(said.get("assisting", "")) if one]
        found = [self._unit(name, "assisting") for name in names]
        said["assisting_ids"] = [one for one in found if one]
        return said

    def draft(self) -> DecisionDraft:
        said = self.cleaned_data
        return DecisionDraft(
            due_on=said["due_on"],
            matter=said["matter"],
            lead_id=said["lead_id"],
            assisting_ids=said["assisting_ids"],
            topic_id=said["topic"],
            amount_yuan=said["amount"],
            standard=said["standard"],
        )


class StatementForm(_Typed):
    """Who speaks, and what of it is a promise."""

    unit = forms.CharField(label=_("Unit"), widget=forms.TextInput({"list": "units"}))
    person = forms.CharField(label=_("Speaker"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind of speech"), choices=list(SPEECHES.items()))
    words = forms.CharField(label=_("In short"), max_length=500, required=False)
    promise = forms.CharField(label=_("Promise"), max_length=300, required=False)
    due_on = Day(label=_("To be kept by"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["unit_id"] = self._unit(said.get("unit", "").strip(), "unit")
        return said

    def draft(self) -> StatementDraft:
        said = self.cleaned_data
        return StatementDraft(
            unit_id=said["unit_id"],
            kind=Speech(said["kind"]),
            person=said["person"],
            words=said["words"],
            promise=said["promise"],
            due_on=said["due_on"],
        )
