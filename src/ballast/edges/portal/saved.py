"""The page of one's own views of the list, and what is done with them there."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as units
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, refused

from . import saving
from .models import SavedView
from .tabs import told_of
from .views import listing_of


@require_http_methods(["GET"])
@require("project.view")
def views(request: AuthedRequest) -> HttpResponse:
    """One's own views, to rename, order, share and remove; those of others as they are."""
    on = identity.today()
    found = saving.kept(request.user, on)
    may_share = identity.scope(request).may("view.share")
    context = {
        "own": [one for one in found if one.owner_id == request.user.pk],
        "others": [one for one in found if one.owner_id != request.user.pk],
        "removed": saving.removed(request.user),
        "units": units.units(on).order_by("code") if may_share else [],
        "may_share": may_share,
        "longest": saving.LONGEST,
        "list": reverse("portal:projects"),
    }
    return render(request, "portal/saved.html", context)


@require_POST
@require("project.view")
def save(request: AuthedRequest) -> HttpResponse:
    """Keep the part of the list that stands on the screen."""
    back = reverse("portal:projects") + _query(request.POST.get("address", ""))
    listing = listing_of(request, query=QueryDict(request.POST.get("address", "").lstrip("?")))
    if listing is None:
        raise Http404
    address = told_of(listing.asked)

    def act() -> None:
        by, at = identity.actor(request), identity.now()
        saving.save(by=by, at=at, name=request.POST.get("name", ""), address=address)

    if why := refused(act):
        messages.error(request, why[0])
    else:
        messages.success(request, _("The view is kept: it stands among the tabs."))
    return redirect(back)


@require_POST
@require("project.view")
def change(request: AuthedRequest, view: int) -> HttpResponse:
    """Rename, move, share, remove or put back one of one's own views."""
    row = get_object_or_404(SavedView, pk=view, owner=request.user)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if why := refused(lambda: act(request, row)):
        messages.error(request, why[0])
    return redirect("portal:views")


def _rename(request: AuthedRequest, view: SavedView) -> None:
    name = request.POST.get("name", "")
    saving.rename(by=identity.actor(request), at=identity.now(), view=view, name=name)


def _move(request: AuthedRequest, view: SavedView) -> None:
    """One place up or down among one's own."""
    on = identity.today()
    own = [one for one in saving.kept(request.user, on) if one.owner_id == request.user.pk]
    place = next((n for n, one in enumerate(own) if one.pk == view.pk), 0)
    other = place + (-1 if request.POST["act"] == "up" else 1)
    if 0 <= other < len(own):
        own[place], own[other] = own[other], own[place]
    saving.arrange(by=identity.actor(request), at=identity.now(), order=own)


def _share(request: AuthedRequest, view: SavedView) -> None:
    known = {one.code: one.pk for one in units.units(identity.today())}
    unit = known.get(request.POST.get("unit", ""))
    saving.share(by=identity.actor(request), at=identity.now(), view=view, unit_id=unit)


def _remove(request: AuthedRequest, view: SavedView) -> None:
    saving.remove(by=identity.actor(request), at=identity.now(), view=view)


def _put_back(request: AuthedRequest, view: SavedView) -> None:
    saving.put_back(by=identity.actor(request), at=identity.now(), view=view)


_ACTS: dict[str, Callable[[AuthedRequest, SavedView], None]] = {
    "rename": _rename,
    "up": _move,
    "down": _move,
    "share": _share,
    "remove": _remove,
    "put_back": _put_back,
}


def _query(address: str) -> str:
    return address if address.startswith("?") else ""
