"""What holds for every page of a person signed in: still there, and with a password in date."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone

from .rules import password_expired
from .sessions import SessionStore

# With an expired password one may change it, leave, or choose the language to do so in.
_OPEN = frozenset({"identity:password", "identity:sign_out", "ui:language"})


def presence(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep a sign-in alive while its pages are asked for; hold back an expired password."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return get_response(request)
        now = timezone.now()
        if isinstance(request.session, SessionStore):
            request.session.touch(now)
        set_at = request.user.password_set_at
        expired = set_at is None or password_expired(set_at, now, settings.PASSWORD_LIFE)
        if expired and resolve(request.path_info).view_name not in _OPEN:
            return redirect("identity:password")
        return get_response(request)

    return middleware
