"""How these pages answer a form: they lie below the design system and word their own refusals."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from ballast.kernel.errors import Refused
from ballast.platform.identity.messages import WORDS
from ballast.platform.identity.services import WeakPassword


def carried_out(form: Form, act: Callable[..., object]) -> bool:
    """Do what a valid form asks for; a refusal becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except WeakPassword as weak:
        for fault in weak.params["faults"]:
            form.add_error("password", WORDS[fault])
    except Refused as refusal:
        form.add_error(None, say(refusal))
    return not form.errors


def say(refusal: Refused) -> str:
    return str(WORDS[refusal.code]) % refusal.params


def links(request: HttpRequest, tokens: dict[str, str]) -> list[tuple[str, str]]:
    """Each person's link in full, to be handed over; it is shown once and kept nowhere."""
    return [
        (name, request.build_absolute_uri(reverse("identity:link", args=[token])))
        for name, token in tokens.items()
    ]
