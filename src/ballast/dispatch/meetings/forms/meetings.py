"""A meeting as it is planned, moved on, and attended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.meetings.messages import KINDS, PARTS
from ballast.dispatch.meetings.rules import Kind, Part
from ballast.dispatch.meetings.services import MeetingDraft, Seat
from ballast.platform.ui.fields import Day

if TYPE_CHECKING:
    from ballast.dispatch.meetings.models import Attendance
    from ballast.platform.identity.models import Unit


class MeetingForm(forms.Form):
    """When and where which meeting is held."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=list(KINDS.items()))
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    held_on = Day(label=_("Day of the meeting"))
    starts_at = forms.TimeField(
        label=_("Begins at"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label=_("Venue"), max_length=120, required=False)
    chair = forms.CharField(
        label=_("Presides"), max_length=60, required=False, help_text=_("As the minutes name them.")
    )
    topics_by = Day(label=_("Topics may be asked for until"), required=False)

    def draft(self) -> MeetingDraft:
        said = self.cleaned_data
        return MeetingDraft(
            kind=Kind(said["kind"]), **{n: v for n, v in said.items() if n != "kind"}
        )


class SeatForm(forms.Form):
    """One unit's line in the list of who takes part."""

    part = forms.ChoiceField(choices=[("", "—"), *PARTS.items()], required=False)
    person = forms.CharField(max_length=60, required=False)
    reason = forms.CharField(max_length=60, required=False)

    unit: "Unit"


def seat_forms(
    units: Sequence["Unit"], present: Sequence["Attendance"], data: Any = None
) -> list[SeatForm]:
    """A line for each unit that may take part, with what is written of it."""
    written = {one.unit_id: one for one in present}
    found = []
    for unit in units:
        one = written.get(unit.pk)
        initial = {"part": one.part, "person": one.person, "reason": one.reason} if one else {}
        form = SeatForm(data, prefix=f"unit{unit.pk}", initial=initial)
        form.unit = unit
        found.append(form)
    return found


def seats(lines: Sequence[SeatForm]) -> list[Seat]:
    """Those who take part, out of lines that are valid."""
    return [
        Seat(
            unit_id=one.unit.pk,
            part=Part(one.cleaned_data["part"]),
            person=one.cleaned_data["person"],
            reason=one.cleaned_data["reason"],
        )
        for one in lines
        if one.is_valid() and one.cleaned_data["part"]
    ]
