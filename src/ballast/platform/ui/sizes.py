"""How large a person reads: kept beside the language, in a cookie of a year."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

USUAL = "usual"
SIZES: Mapping[str, "StrPromise"] = {
    USUAL: pgettext_lazy("text size", "Usual"),
    "large": pgettext_lazy("text size", "Large"),
    "largest": pgettext_lazy("text size", "Largest"),
}
COOKIE = "text_size"


def chosen(request: HttpRequest) -> str:
    """The size of this browser's reader."""
    size = request.COOKIES.get(COOKIE, USUAL)
    return size if size in SIZES else USUAL


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a size, and come back to the same page."""
    following = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        following, {request.get_host()}, require_https=request.is_secure()
    ):
        following = "/"
    answer = redirect(following)
    size = request.POST.get("size", "")
    if size in SIZES:
        answer.set_cookie(
            COOKIE,
            size,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return answer
