"""What is asked before something is done with many issues at once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination import selectors
from ballast.platform.ui.fields import Day, Words

from .acts import outcome

if TYPE_CHECKING:
    from datetime import date


class Many(forms.Form):
    """Nothing is asked."""

    def __init__(self, *given: Any, on: "date", **named: Any) -> None:
        super().__init__(*given, **named)
        self.on = on


class ManyReason(Many):
    words = Words(label=_("Why"), help_text=_("It stays in the history of each."))


class ManyToUnit(ManyReason):
    unit = forms.TypedChoiceField(label=_("To which unit"), coerce=int)
    field_order = ("unit", "words")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        units = selectors.pickable_units(self.on)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((unit.pk, unit.short_name) for unit in units),
        ]


class ManyTask(Many):
    """One task for each: by the unit that leads it, or by one unit for all."""

    words = Words(label=pgettext_lazy("task", "What is to be done"))
    outcome = outcome()
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)
    due_on = Day(label=_("Due on"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        units = selectors.pickable_units(self.on)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("The lead unit of each")),
            *((unit.pk, unit.short_name) for unit in units),
        ]
