"""The bell, and the page of all that one was told."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ballast.platform.identity.http import SIGNED_IN, now, require
from ballast.platform.notices import kinds, selectors, services

from .answers import ticked

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

PAGE = 100


@never_cache
@require_safe
@require(SIGNED_IN)
def notices(request: "AuthedRequest") -> HttpResponse:
    """What one was told, the latest first: what is unread, or all; of one kind, or of every."""
    kind, unread = _kind(request), request.GET.get("show") != "all"
    found = selectors.notices(request.user, unread=unread, kind=kind)
    counts = selectors.counts(request.user)
    chosen = counts.values() if not kind else [counts.get(kind, (0, 0))]
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "is_unread": unread,
        "all_count": sum(count for count, _ in chosen),
        "unread_count": sum(unread for _, unread in chosen),
        "kinds": [(code, one.name) for code, one in kinds.known().items() if code in counts],
    }
    return render(request, "notices/notices.html", context)


@never_cache
@require_safe
@require(SIGNED_IN)
def count(request: "AuthedRequest") -> HttpResponse:
    """The bell alone, as the page asks for it each minute."""
    return render(request, "notices/bell.html", {"unread": selectors.count_unread(request.user)})


@require_POST
@require(SIGNED_IN)
def read(request: "AuthedRequest") -> HttpResponse:
    """Mark one as read, or with none named all that the page shows a part of."""
    ids = ticked(request, "notice")
    if ids:
        services.read(viewer=request.user, at=now(), ids=ids)
    else:
        services.read_all(viewer=request.user, at=now(), kind=_kind(request))
    query = urlencode({name: request.GET[name] for name in ("show", "kind") if name in request.GET})
    return redirect(reverse("notices:notices") + (f"?{query}" if query else ""))


@never_cache
@require_safe
@require(SIGNED_IN)
def follow(request: "AuthedRequest", pk: int) -> HttpResponse:
    """Go where a notice leads; it is read now."""
    notice = get_object_or_404(selectors.notices(request.user), pk=pk)
    services.read(viewer=request.user, at=now(), ids=[pk])
    return redirect(notice.link)


def _kind(request: "AuthedRequest") -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in kinds.known() else ""
