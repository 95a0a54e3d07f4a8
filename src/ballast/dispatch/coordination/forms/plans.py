"""A rectification plan as it is typed, its grade, its weekly nodes, and a later limit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination.messages.plans import GRADES, PAPERS
from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.dispatch.coordination.rules.plans import Grade, NodeDraft
from ballast.dispatch.coordination.services.extending import ExtensionDraft
from ballast.dispatch.coordination.services.plans import NodeTold, PlanDraft
from ballast.platform.ui.fields import Day, Words

from .fields import Files

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ROWS = 8  # weekly nodes that one page offers


class PlanForm(forms.Form):
    """Words, files, and rows of nodes: end of the week, what is reached, who answers for it."""

    words = Words(
        label=_("How it will be solved"),
        help_text=_("What stands in the way, what is done about it, and by whom."),
        max_length=4000,
        required=False,
        rows=6,
    )
    proofs = Files(label=_("Files"), help_text=_("Optional."))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for place in range(1, ROWS + 1):
            said = {"place": place}
            self.fields[f"ends_on_{place}"] = _cell(
                Day(required=False), _("Row %(place)s: until"), said
            )
            words = forms.CharField(max_length=500, required=False)
            self.fields[f"node_{place}"] = _cell(words, _("Row %(place)s: what is reached"), said)
            person = forms.CharField(max_length=60, required=False)
            self.fields[f"person_{place}"] = _cell(person, _("Row %(place)s: who answers"), said)

    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        for place in range(1, ROWS + 1):
            yield self[f"ends_on_{place}"], self[f"node_{place}"], self[f"person_{place}"]

    def clean(self) -> dict[str, Any]:
        """A row with words or a person and no day has no place in any week."""
        said = super().clean() or {}
        for place in range(1, ROWS + 1):
            is_begun = said.get(f"node_{place}") or said.get(f"person_{place}")
            if is_begun and not said.get(f"ends_on_{place}"):
                self.add_error(f"ends_on_{place}", _("Say until when."))
        return said

    def draft(self, pk: int) -> PlanDraft:
        said = self.cleaned_data
        nodes = [
            NodeDraft(ends_on=ends_on, words=said[f"node_{n}"], person=said[f"person_{n}"])
            for n in range(1, ROWS + 1)
            if (ends_on := said[f"ends_on_{n}"])
        ]
        return PlanDraft(plan_id=pk, words=said["words"], nodes=nodes, uploads=said["proofs"])


def _cell(field: forms.Field, label: "StrPromise", said: dict[str, int]) -> forms.Field:
    """A field in a table's cell: its label is read out, the head of its column is seen."""
    field.label = str(label) % said
    field.widget.attrs |= {"class": "control", "aria-label": field.label}
    return field


class ReviewForm(forms.Form):
    grade = forms.ChoiceField(label=pgettext_lazy("plan", "Grade"), choices=list(GRADES.items()))
    words = Words(
        label=pgettext_lazy("plan", "Opinion"),
        help_text=_("Needed where it is returned; its limit stays as it is."),
        required=False,
        rows=2,
    )

    @property
    def chosen(self) -> Grade:
        return Grade(self.cleaned_data["grade"])


class NodeForm(forms.Form):
    done_on = Day(label=_("Reached on"))
    words = forms.CharField(label=_("What came of it"), max_length=500, required=False)

    def told(self, pk: int) -> NodeTold:
        said = self.cleaned_data
        return NodeTold(node_id=pk, done_on=said["done_on"], words=said["words"])


class ExtensionForm(forms.Form):
    wanted_on = Day(label=_("Limit asked for"))
    reason = Words(label=_("Why it cannot be done in time"), required=False, rows=2)

    def draft(self, pk: int) -> ExtensionDraft:
        said = self.cleaned_data
        return ExtensionDraft(issue_id=pk, wanted_on=said["wanted_on"], reason=said["reason"])


class DecisionForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Decision"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("Granted")), ("no", _("Refused"))],
    )
    words = Words(label=pgettext_lazy("plan", "Opinion"), required=False, rows=2)


class DraftingForm(forms.Form):
    """Which paper is drafted about which issues."""

    kind = forms.TypedChoiceField(coerce=LoopPaper, choices=list(PAPERS.items()))
    issue = forms.MultipleChoiceField()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        sent = self.data.getlist("issue") if hasattr(self.data, "getlist") else []
        self.fields["issue"].choices = [(one, one) for one in sent]  # type: ignore[attr-defined]

    @property
    def numbers(self) -> list[str]:
        """A ticked row of the desk sends its version as well: W2023-0231:4."""
        return [one.partition(":")[0] for one in self.cleaned_data["issue"]]
