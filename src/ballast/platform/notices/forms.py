"""What the pages of notices ask for; parsing only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .kinds import EVERY
from .messages import STATES, WAYS
from .rules import Hours, Way


def _clock(label: Any, help_text: Any = "") -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=help_text)


def _pick(label: Any, choices: Any) -> forms.ChoiceField:
    widget = forms.Select({"class": "control", "aria-label": label})
    return forms.ChoiceField(required=False, label=label, choices=choices, widget=widget)


class Choice(forms.Form):
    """How one wants to be reached; ``kinds`` by code with what they are called."""

    mail = forms.EmailField(
        label=_("Mail address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("At your office. It is shown to nobody else."),
    )
    quiet_from = _clock(_("Quiet from"))
    quiet_until = _clock(_("Quiet until"))
    digest_at = _clock(
        _("All of a day at once, at"),
        _("Empty: each as soon as it comes."),
    )
    workdays_only = forms.BooleanField(
        label=_("On working days only"),
        required=False,
        help_text=_("By the calendar of the State Council, make-up days included."),
    )

    def __init__(self, *given: Any, kinds: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        every = [(EVERY, ""), *kinds]
        pairs = [(f"{kind}/{way}", name) for kind, name in every for way in Way]
        self.fields["wishes"] = forms.MultipleChoiceField(choices=pairs, required=False)

    @property
    def hours(self) -> Hours:
        said = self.cleaned_data
        names = ("quiet_from", "quiet_until", "workdays_only", "digest_at")
        return Hours(**{name: said[name] for name in names})

    @property
    def wishes(self) -> list[tuple[str, Way]]:
        pairs = [one.rsplit("/", 1) for one in self.cleaned_data["wishes"]]
        return [(kind, Way(way)) for kind, way in pairs]


class WebhookAddress(forms.Form):
    url = forms.CharField(
        label=_("Address of the webhook"),
        max_length=500,
        required=False,
        widget=forms.URLInput({"placeholder": "https://"}),
        help_text=_("Empty: nothing is handed on."),
    )


class Asked(forms.Form):
    """Which part of the log; what is empty, or no choice, narrows nothing."""

    state = _pick(_("State"), [("", _("Every state")), *STATES.items()])
    way = _pick(_("Way"), [("", _("Every way")), *WAYS.items()])
    q = forms.CharField(required=False, max_length=64)
