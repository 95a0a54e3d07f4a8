"""The levels of coordination as the office types them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.coordination.rules.levels import MOST_LEVELS, PRESETS, Ladder, ladder_of
from ballast.platform.ui.fields import Day, Words

_MOST_DAYS = 250  # working days of a year
_OWN = "own"


def _days(label: Any, *, required: bool = False, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=1,
        max_value=_MOST_DAYS,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )


class LadderForm(forms.Form):
    """Working days at each level, from a day on; levels that are left empty are not there."""

    level_1 = _days(_("Level 1, working days"), required=True)
    level_2 = _days(_("Level 2, working days"))
    level_3 = _days(_("Level 3, working days"))
    level_4 = _days(_("Level 4, working days"))
    level_5 = _days(_("Level 5, working days"))
    major_days = _days(
        _("For major and grave ones"),
        help_text=_("Working days at every level; empty: as for the others."),
    )
    accept_days = _days(_("To accept, working days"), required=True)
    valid_from = Day(label=_("Holds from"))
    reason = Words(label=_("Why"), help_text=_("It stays in the history."))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        names = [_name(number) for number in range(1, MOST_LEVELS + 1)]
        filled = [place for place, name in enumerate(names) if said.get(name)]
        for name in names[: max(filled, default=0)]:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("A level above it has days: this one needs some."))
        return said

    @property
    def told(self) -> str:
        """All that a valid form says but why: what is set must be what was looked at."""
        return " ".join(str(self.cleaned_data[name]) for name in self.fields if name != "reason")

    def ladder(self) -> Ladder:
        """What a valid form says; one of the presets, where it is the same."""
        said = self.cleaned_data
        days = [said[_name(number)] for number in range(1, MOST_LEVELS + 1)]
        typed = ladder_of(
            [one for one in days if one],
            preset=_OWN,
            accept_days=said["accept_days"],
            major_days=said["major_days"],
        )
        return next((one for one in PRESETS.values() if as_typed(one) == as_typed(typed)), typed)


def as_typed(ladder: Ladder) -> Mapping[str, int | None]:
    """A ladder as the form holds it."""
    return {
        **{_name(one.number): one.days for one in ladder.levels},
        "major_days": ladder.levels[0].major_days,
        "accept_days": ladder.accept_days,
    }


def _name(number: int) -> str:
    return f"level_{number}"
