"""Where a page is asked for from; and whether who has signed in is still there, in date."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, reverse

from ballast.platform import clock

from .rules import password_expired
from .sessions import SessionStore

_HERE = frozenset({"127.0.0.1", "::1"})

# What a page asks by itself, whether anybody is there or not.
_UNNOTICED = frozenset({"notices:count"})

# With an expired password one may change it, leave, or choose the language to do so in.
_OPEN = frozenset({"identity:password", "identity:sign_out", "ui:language", "ui:size"})


def origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Behind our own proxy everybody would come from this machine: believe what it adds."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if settings.BEHIND_PROXY and request.META["REMOTE_ADDR"] in _HERE and _is_address(said):
            request.META["REMOTE_ADDR"] = said
        return get_response(request)

    return middleware


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _to_the_password(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": reverse("identity:password")})
    return redirect("identity:password")


def presence(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep a sign-in alive while its pages are asked for; hold back an expired password."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return get_response(request)
        set_at = request.user.password_set_at
        expired = set_at is None or password_expired(set_at, clock.now(), settings.PASSWORD_LIFE)
        if expired and resolve(request.path_info).view_name not in _OPEN:
            return _to_the_password(request)
        response = get_response(request)
        asked = request.resolver_match
        if isinstance(request.session, SessionStore) and not (
            asked and asked.view_name in _UNNOTICED
        ):
            request.session.touch(clock.machine())
        return response

    return middleware
