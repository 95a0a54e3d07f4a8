"""What is asked before something is done with an issue: a reason, a day, a unit, proofs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.forms.fields import Files
from ballast.dispatch.coordination.messages import DECISIONS, PAUSE_REASONS
from ballast.dispatch.coordination.selectors.matters import issues as visible
from ballast.platform.identity import selectors as identity
from ballast.platform.ui.fields import Day, Words

if TYPE_CHECKING:
    from datetime import date

    from ballast.dispatch.coordination.models import Issue
    from ballast.platform.identity.models import User


def _why() -> Words:
    return Words(label=_("Why"), help_text=_("It stays in the history."))


class ActForm(forms.Form):
    """Something done with an issue as it was seen; nothing more is asked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, issue: "Issue", viewer: "User", on: "date", **named: Any
    ) -> None:
        named["initial"] = {"seen": issue.version, **named.get("initial", {})}
        super().__init__(*given, **named)
        self.issue, self.viewer, self.on = issue, viewer, on

    def seen_again(self) -> "ActForm":
        """As it was filled in, for the issue as it stands now."""
        self.data = {**self.data, "seen": self.issue.version}
        return self

    @property
    def asks(self) -> bool:
        """Whether anything is to be filled in."""
        return bool(self.visible_fields())


class Remark(ActForm):
    words = Words(label=_("Remark"), required=False)


class Reason(ActForm):
    words = _why()


class Solving(ActForm):
    words = Words(label=_("How it was solved"))
    uploads = Files(label=_("Evidence"), help_text=_("Photos or papers; at least one is needed."))


class Pausing(ActForm):
    reason = forms.ChoiceField(label=_("What it waits for"), choices=list(PAUSE_REASONS.items()))
    until_on = Day(label=_("The clock runs again on"))
    words = _why()


class HandingOver(ActForm):
    unit = forms.TypedChoiceField(label=_("To which unit"), coerce=int)
    words = _why()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        units = selectors.pickable_units(self.on)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((unit.pk, unit.short_name) for unit in units if unit.pk != self.issue.lead_id),
        ]


class Putting(ActForm):
    """To a person of the unit that leads."""

    person = forms.TypedChoiceField(label=_("Who looks after it"), coerce=int)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["person"].choices = _people(self.issue.lead_id, self.on)  # type: ignore[attr-defined]


class Deciding(ActForm):
    decision = forms.ChoiceField(
        label=_("The office decides"),
        choices=list(DECISIONS.items()),
        widget=forms.RadioSelect,
    )
    words = _why()


class Merging(ActForm):
    into = forms.CharField(label=_("Number of the issue that stays"), max_length=16)
    words = _why()

    def clean_into(self) -> "Issue":
        number = self.cleaned_data["into"].strip().upper()
        found = visible(self.viewer, self.on).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no such issue, or not one you may see."))
        return found


class Splitting(ActForm):
    titles = Words(
        label=_("Titles of the parts"),
        help_text=_("A line each; the issue itself stays with what is left."),
    )
    words = _why()

    def clean_titles(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["titles"].splitlines() if one.strip()]


def outcome() -> forms.CharField:
    return forms.CharField(
        label=_("Outcome"),
        help_text=_("What will be shown for it."),
        max_length=200,
        required=False,
    )


class Assigning(ActForm):
    """A task: what which unit does until when."""

    words = Words(label=pgettext_lazy("task", "What is to be done"))
    outcome = outcome()
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    due_on = Day(label=_("Due on"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        units = {unit.pk: unit.short_name for unit in selectors.pickable_units(self.on)}
        units[self.issue.lead_id] = self.issue.lead.short_name
        self.fields["unit"].choices = list(units.items())  # type: ignore[attr-defined]
        self.initial.setdefault("unit", self.issue.lead_id)
        self.initial.setdefault("due_on", self.issue.due_on)


class TaskForm(ActForm):
    task = forms.IntegerField(widget=forms.HiddenInput)


class TaskDone(TaskForm):
    words = Words(label=_("What was done"))
    uploads = Files(label=_("Evidence"), help_text=_("Photos or papers."))


class TaskReturned(TaskForm):
    words = Words(label=_("Why it is returned"))


class TaskTakenBack(TaskForm):
    words = _why()


def _people(unit: int, on: "date") -> Sequence[tuple[int, str]]:
    held = identity.people_in([unit], "issue.handle", on).get(unit, set())
    known = identity.people(on).filter(pk__in=held).values_list("pk", "name")
    return [(pk, name) for pk, name in known]
