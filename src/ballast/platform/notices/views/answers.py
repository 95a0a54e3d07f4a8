"""How these pages answer a form: they lie below the design system and word their own refusals."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest

from ballast.kernel.errors import Fault
from ballast.platform.notices.choosing import ChoiceRefused
from ballast.platform.notices.messages import WORDS

_DIGITS = 18  # more are no row's number


def ticked(request: HttpRequest, name: str) -> list[int]:
    """The rows ticked; what is no row's number is passed over."""
    said = request.POST.getlist(name)
    return [int(pk) for pk in said if pk.isascii() and pk.isdigit() and len(pk) <= _DIGITS]


def carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks for; each fault of a refusal stands at its field."""
    if not form.is_valid():
        return False
    for fault in _faults(act):
        form.add_error(fault.about if fault.about in form.fields else None, _say(fault))
    return not form.errors


def refused(act: Callable[[], object]) -> list[str]:
    """Do something; why it was refused in words. Nothing when it is done."""
    return [_say(fault) for fault in _faults(act)]


def _faults(act: Callable[[], object]) -> tuple[Fault, ...]:
    try:
        act()
    except ChoiceRefused as refusal:
        return tuple(refusal.faults)
    return ()


def _say(fault: Fault) -> str:
    return str(WORDS[fault.code]) % fault.params
