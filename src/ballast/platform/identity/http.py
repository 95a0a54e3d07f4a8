"""Who asks, on which day, and whether they may: the gate before every page."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ballast.platform.audit.services import Actor

from . import selectors
from .services import actor_of

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

    from .rules import Scope

P = ParamSpec("P")
View = Callable[Concatenate["AuthedRequest", P], HttpResponseBase]
Gated = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SIGNED_IN = ""


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The business date: the calendar day in Asia/Shanghai."""
    return timezone.localdate()


def actor(request: "AuthedRequest") -> Actor:
    """The person asking, as the journal names them."""
    return actor_of(request.user)


def scope(request: "AuthedRequest") -> "Scope":
    """What the person asking sees and may do today; asked of the database once a request."""
    user, on = request.user, today()
    if on not in user.scopes:
        user.scopes[on] = selectors.scope_of(user, on)
    return user.scopes[on]


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
                return redirect_to_login(request.get_full_path())
            known = cast("AuthedRequest", request)  # what was just asked
            if right != SIGNED_IN and not scope(known).may(right):
                raise PermissionDenied
            return view(known, *args, **kwargs)

        gated.__dict__["right"] = right
        return gated

    return gate
