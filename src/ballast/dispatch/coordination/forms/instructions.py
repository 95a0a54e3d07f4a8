"""An instruction as it is typed from the paper, amended, and reported back."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.messages import FORMS
from ballast.dispatch.coordination.rules import Form
from ballast.dispatch.coordination.selectors import Pick
from ballast.dispatch.coordination.services import FurtherWord, InstructionDraft, ReportDraft
from ballast.platform.documents import selectors as papers
from ballast.platform.ui.fields import Day, Words
from ballast.projects.forms.fields import Projects
from ballast.projects.selectors import visible_to

from .fields import Files

if TYPE_CHECKING:
    from datetime import date

    from ballast.platform.identity.models import User

_PAPERS = 60  # signed ones offered, the latest first


class InstructionForm(forms.Form):
    """What the leader said, about what, and to whom it goes."""

    leader = forms.TypedChoiceField(label=_("Leader"), coerce=int)
    post = forms.CharField(
        label=_("Post on that day"), max_length=60, required=False, help_text=_("As it is signed.")
    )
    said_on = Day(label=_("Day given"))
    form = forms.ChoiceField(label=_("How it was given"), choices=list(FORMS.items()))
    paper = forms.TypedChoiceField(
        label=_("On which paper"), coerce=int, empty_value=None, required=False
    )
    words = Words(
        label=_("Words of the leader"),
        help_text=_("Word for word; nothing is added and nothing is left out."),
        required=False,
        rows=4,
    )
    lead_unit = forms.TypedChoiceField(
        label=_("Who leads"), coerce=int, empty_value=None, required=False
    )
    lead_other = forms.CharField(
        label=_("Or another unit or person who leads"), max_length=120, required=False
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Who assists"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Other units or persons who assist"),
        help_text=_("A unit's name or a person's in each line."),
        required=False,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
    )
    projects = Projects(
        label=_("Projects it is about"),
        help_text=_("A number or the whole name in each line; none where it is about the work."),
    )
    limit = Day(
        label=_("Limit"), required=False, help_text=_("The last day in time; none if none is said.")
    )
    scans = Files(
        label=_("Scan of the paper"),
        help_text=_("PDF or pictures; only who may see the instruction sees them."),
    )

    def __init__(self, *given: Any, viewer: "User", on: "date", **named: Any) -> None:
        super().__init__(*given, **named)
        self._viewer, self._on = viewer, on
        offered = selectors.leaders_served(viewer, on, on)
        self.fields["leader"].choices = [(user.pk, user.name) for user in offered]  # type: ignore[attr-defined]
        units = [(unit.pk, unit.short_name) for unit in selectors.pickable_units(on)]
        self.fields["lead_unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        shown = papers.visible_to(viewer, on).exclude(dated=None).order_by("-dated", "-pk")
        self.fields["paper"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.pk, f"{one.number} {one.plain_title}".strip()) for one in shown[:_PAPERS]),
        ]
        self.fields["projects"].seen = visible_to(viewer, on)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lead, others = self._lines("lead_other"), self._lines("others")
        known = selectors.addressed([*lead, *others], self._on) if lead or others else {}
        for field, names in (("lead_other", lead), ("others", others)):
            for name in names:
                if name not in known:
                    words = _("“%(name)s” is no unit or person, or several bear the name.")
                    self.add_error(field, forms.ValidationError(words, params={"name": name}))
        first = known.get(lead[0]) if lead else None
        unit = said.get("lead_unit")
        said["lead"] = first or (Pick(unit_id=unit) if unit else None)
        said["others_picked"] = [
            *(Pick(unit_id=pk) for pk in said.get("units", ())),
            *(known[name] for name in others if name in known),
        ]
        return said

    def _lines(self, name: str) -> list[str]:
        return [one.strip() for one in self.cleaned_data.get(name, "").splitlines() if one.strip()]

    def draft(self) -> InstructionDraft:
        said = self.cleaned_data
        names = ("said_on", "words", "post", "limit", "lead", "scans")
        return InstructionDraft(
            leader_id=said["leader"],
            form=Form(said["form"]),
            paper_id=said["paper"],
            project_ids=said["projects"],
            others=said["others_picked"],
            **{name: said[name] for name in names},
        )


class AmendForm(InstructionForm):
    """The same with a word why; whose words, on which day and in which form stays as it is."""

    reason = Words(
        label=_("Why it is amended"),
        max_length=500,
        required=False,
        help_text=_("What was said before stays in the history."),
        rows=2,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("leader", "said_on", "form"):
            self.fields[name].disabled = True
        leader = self.initial["leader"]
        self.fields["leader"].choices = [(leader.pk, leader.name)]  # type: ignore[attr-defined]
        self.initial["leader"] = leader.pk


class ReportForm(forms.Form):
    """办理情况 with its proofs."""

    words = Words(label=_("What was done"), required=False, rows=4)
    proofs = Files(label=_("Proofs"), help_text=_("Optional."))

    def draft(self, pk: int) -> ReportDraft:
        said = self.cleaned_data
        return ReportDraft(instruction_id=pk, words=said["words"], uploads=said["proofs"])


class FurtherWordForm(forms.Form):
    """What the leader said of it later, word for word."""

    words = Words(label=_("Further words of the leader"), max_length=4000, required=False)
    said_on = Day(label=_("Day given"))
    limit = Day(label=_("Limit"), required=False, help_text=_("Empty: the limit stays as it is."))

    def draft(self, pk: int) -> FurtherWord:
        return FurtherWord(instruction_id=pk, **self.cleaned_data)


class ClosingDaysForm(forms.Form):
    """After how many working days without a word an instruction is closed."""

    days = forms.IntegerField(
        label=_("Working days without a new word"), min_value=0, max_value=250
    )
    since = Day(label=_("From"))
