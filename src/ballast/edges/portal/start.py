"""Where work begins: what waits for whoever signed in, and the days that are near."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ballast.platform.identity import http as identity
from ballast.platform.identity.http import SIGNED_IN, require
from ballast.platform.identity.rules import Role
from ballast.platform.ui.http import AuthedRequest

from .todo import agenda
from .todo.asking import Asker


@never_cache
@require_safe
@require(SIGNED_IN)
def home(request: AuthedRequest) -> HttpResponse:
    """The landing page of every role."""
    asker = Asker(request.user, identity.now(), identity.today(), identity.scope(request))
    context = {
        "agenda": agenda(asker),
        "today": asker.on,
        "is_leader": Role.CITY_LEADER in asker.roles,
    }
    return render(request, "portal/home.html", context)
