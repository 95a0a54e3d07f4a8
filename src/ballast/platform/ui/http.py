"""How a page answers: whole to a browser, in part to htmx."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ballast.kernel.errors import Refused

from . import words

if TYPE_CHECKING:
    from django.forms import Form
    from django_htmx.middleware import HtmxDetails

    from ballast.platform.identity.models import User


class AuthedRequest(HttpRequest):
    """A request whose user has signed in."""

    user: "User"
    htmx: "HtmxDetails"


def page(
    request: HttpRequest,
    template: str,
    partial: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or only its ``partial`` when htmx asks."""
    name = f"{template}#{partial}" if request.headers.get("HX-Request") else template
    return render(request, name, dict(context), status=status)


def carry_out(form: "Form", act: Callable[..., object]) -> bool:
    """Do what a valid form asks for.

    A rule's refusal becomes an error of the form; what the actor may not see is not found.
    """
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    except Refused as refusal:
        form.add_error(None, words.say(refusal))
        return False
    return True
