"""Who asks, on which day, and whether they may: the gate before every page."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ballast.platform.audit.services import Actor
from ballast.platform.clock import now as now
from ballast.platform.clock import today as today

from . import selectors
from .services import actor_of

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

    from .rules import Scope

P = ParamSpec("P")
View = Callable[Concatenate["AuthedRequest", P], HttpResponseBase]
Gated = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SIGNED_IN = ""


def actor(request: "AuthedRequest") -> Actor:
    """The person asking, as the journal names them."""
    return actor_of(request.user)


def scope(request: "AuthedRequest") -> "Scope":
    """What the person asking sees and may do today; asked of the database once a request."""
    user, on = request.user, today()
    if on not in user.scopes:
        user.scopes[on] = selectors.scope_of(user, on)
    return user.scopes[on]


def to_the_door(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and, from there, back to the page that the person looked at.

    A fragment of a page is no place for it: htmx is told with 401, and the page decides whether
    to go there (``HX-Redirect``) or, where something is typed, to stay and say so.
    """
    to_sign_in = redirect_to_login(_page_of(request))
    if not request.headers.get("HX-Request"):
        return to_sign_in
    return HttpResponse(status=401, headers={"HX-Redirect": to_sign_in.url})


def _page_of(request: HttpRequest) -> str:
    """The page one was on: what a form posts to can mostly not be looked at."""
    if request.headers.get("HX-Request"):
        shown = request.headers.get("HX-Current-URL", "")
    elif request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    else:
        shown = request.headers.get("Referer", "")
    page = urlsplit(shown)
    if page.netloc != request.get_host() or not page.path.startswith("/"):
        return "/"
    return page.path + (f"?{page.query}" if page.query else "")


def require(right: str) -> Callable[[View[P]], Gated[P]]:
    """Open the view only to who holds ``right`` today.

    Who has not signed in goes to the sign-in page and comes back; who lacks the right gets
    the 403 page. ``SIGNED_IN`` asks for nothing more than a person. The right stays readable
    on the view, so that the permission matrix need not be told it twice.
    """

    def gate(view: View[P]) -> Gated[P]:
        @wraps(view)
        def gated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_the_door(request)
            known = cast("AuthedRequest", request)  # what was just asked
            if right != SIGNED_IN and not scope(known).may(right):
                raise PermissionDenied
            return view(known, *args, **kwargs)

        gated.__dict__["right"] = right
        return gated

    return gate
