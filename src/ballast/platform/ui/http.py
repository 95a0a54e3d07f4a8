"""How a page answers: whole to a browser, in part to htmx."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from ballast.kernel.errors import Refused

from .words import Said
from .words import name_of as name_of
from .words import say as say

__all__ = [
    "AuthedRequest",
    "attached",
    "carried_out",
    "listing",
    "name_of",
    "page",
    "refused",
    "say",
    "ticked",
    "was_done",
]

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from ballast.platform.identity.models import User

    from .addresses import Address

_DIGITS = 18  # of the longest key a column holds


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


def listing(
    request: AuthedRequest,
    template: str,
    asked: "Address",
    rows: Callable[..., dict[str, Any]],
    around: Callable[[], Mapping[str, Any]],
    *,
    status: int = 200,
) -> HttpResponse:
    """A list as its address asks: whole, to htmx its ``listing``, or the next ``rows`` ``alone``.

    What htmx shows stands in the address of the browser as well.
    """
    is_more = bool(request.htmx) and asked.page > 1 and not asked.is_whole
    context = rows(alone=is_more)
    if is_more:
        return page(request, template, "rows", context, status=status)
    answer = page(request, template, "listing", {**context, **around()}, status=status)
    if request.htmx and request.method == "GET":
        answer["HX-Push-Url"] = request.path + asked.query
    return answer


def attached(content: bytes, name: str) -> FileResponse:
    """A file to be kept by who asked for it, and by no cache on the way."""
    answer = FileResponse(BytesIO(content), as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks for; a refusal becomes the form's errors.

    A fault that says what it is ``about`` stands at that field.
    """
    if not form.is_valid():
        return False
    for said in _refusals(act):
        about = getattr(said, "about", "")
        form.add_error(about if about in form.fields else None, say(said))
    return not form.errors


def refused(act: Callable[[], object]) -> list[str]:
    """Do something; why it was refused in words, every fault of it. Nothing when it is done."""
    return [say(said) for said in _refusals(act)]


def was_done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do something; why it was refused stands on the next page, every fault of it."""
    why = refused(act)
    for words in why:
        messages.error(request, words)
    return not why


def ticked(request: HttpRequest, name: str) -> list[int]:
    """The keys of the rows ticked under a name, each once; what can be no key is left out."""
    said = request.POST.getlist(name)
    return list(dict.fromkeys(int(one) for one in said if one.isdecimal() and len(one) <= _DIGITS))


def _refusals(act: Callable[[], object]) -> Sequence[Said]:
    try:
        act()
    except Refused as refusal:
        return refusal.faults or [refusal]
    return []
