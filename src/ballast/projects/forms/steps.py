"""What is asked of one step of a project's life."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day


class Step(forms.Form):
    """One row of the table; ``keeps_register``: also what is planned and not applicable."""

    planned_on = Day(label=_("Planned"), required=False)
    forecast_on = Day(label=_("Forecast"), required=False)
    actual_on = Day(label=_("Actual"), required=False)
    proof = forms.CharField(label=_("Proof"), max_length=200, required=False)
    unit = forms.CharField(
        label=_("Handled by"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"list": "units"}),
    )
    is_not_applicable = forms.BooleanField(label=_("Not applicable"), required=False)
    reason = forms.CharField(label=_("Why not"), max_length=500, required=False)
    paper = forms.FileField(label=_("Paper of proof"), required=False)

    def __init__(
        self, *given: Any, units: Mapping[str, int], keeps_register: bool, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.units = units
        if not keeps_register:
            for name in ("planned_on", "unit", "is_not_applicable", "reason"):
                self.fields[name].disabled = True

    def clean_unit(self) -> int | None:
        typed = str(self.cleaned_data["unit"] or "").strip()
        if typed and typed not in self.units:
            raise forms.ValidationError(_("No unit is called so."))
        return self.units.get(typed)

    def said(self) -> dict[str, Any]:
        """What was changed: new values, and under ``cleared`` the names of what was emptied."""
        names = {"unit": "unit_id"}
        changed = [name for name in self.changed_data if name != "paper"]
        values = {names.get(name, name): self.cleaned_data[name] for name in changed}
        cleared = {name for name, value in values.items() if value in (None, "")}
        kept = {name: value for name, value in values.items() if name not in cleared}
        return {**kept, "cleared": frozenset(cleared)}
