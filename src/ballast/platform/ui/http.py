"""How a page answers: whole to a browser, in part to htmx."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
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
