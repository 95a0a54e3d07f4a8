"""What is done with the projects that were picked from the list: looked at, taken away, changed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.kernel.errors import Refused
from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as people
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, say

from . import cards
from .acting import Doing, TooMany, do, form_of
from .acts import BY_CODE, SWEEPS, Act
from .forms import Appointing
from .picking import ListMoved, NotInTheList, Picked, picked
from .views import UNDO, exported

_NAMED = 20  # projects that the confirmation names one by one
_TOLD = 50  # refusals that are told one by one
_UNDONE = 500  # projects whose numbers are kept for an undo


class Told(NamedTuple):
    """Why it is refused, and of which project."""

    place: str
    words: str


@require_POST
@require("project.view")
def chosen(request: AuthedRequest) -> HttpResponseBase:
    """The form of the list: what to do with the projects picked."""
    found = picked(request)
    if found is None:
        raise Http404
    if not found.rows:
        messages.error(request, _("Pick at least one project."))
        return redirect(reverse("portal:projects") + found.listing.asked.without())
    what = request.POST.get("act", "")
    if what in _TAKEN:
        return _TAKEN[what](request, found)
    act = BY_CODE.get(what)
    if act is None:
        raise Http404
    if not identity.scope(request).may(act.right):
        raise PermissionDenied
    return _confirmed(request, found, act)


def _confirmed(request: AuthedRequest, found: Picked, act: Act) -> HttpResponse:
    """Ask first; once confirmed do it, all or nothing."""
    is_said = request.POST.get("confirmed") == "1"
    form = _form(act, request.POST if is_said else None)
    wrong = _hindrances(found, act, request.POST.get("digest") if is_said else None)
    if is_said and not wrong and (form is None or form.is_valid()):
        doing = Doing(found, form, identity.actor(request), identity.now())
        try:
            do(act.code, doing)
        except Refused as refusal:
            wrong = _told(refusal)
        else:
            return _done(request, found, act)
    context = {
        "act": act,
        "picked": found,
        "named": found.rows[:_NAMED],
        "unnamed": len(found.rows) - _NAMED,
        "form": form,
        "wrong": wrong[:_TOLD],
        "more_wrong": len(wrong) - _TOLD,
        "is_all": request.POST.get("all") == "1",
        "is_hindered": bool(wrong) and not is_said,
        "back": reverse("portal:projects") + found.listing.asked.without(),
        "address": request.POST.get("address", ""),
        "question": _question(found, act),
    }
    status = 422 if is_said else 200
    return render(request, "portal/chosen.html", context, status=status)


def _hindrances(found: Picked, act: Act, digest: str | None) -> list[Told]:
    """What speaks against it before anything is tried."""
    wrong: list[Refused] = [NotInTheList(number=number) for number in found.missing]
    if len(found.rows) > act.most:
        wrong.append(TooMany(count=len(found.rows), most=act.most))
    if digest is not None and digest != found.digest:
        wrong.append(ListMoved(count=len(found.rows)))
    return [Told("", say(one)) for one in wrong]


def _told(refusal: Refused) -> list[Told]:
    return [Told(getattr(one, "place", ""), say(one)) for one in refusal.faults or [refusal]]


def _done(request: AuthedRequest, found: Picked, act: Act) -> HttpResponse:
    count = len(found.rows)
    words = ngettext(
        "%(act)s: done for %(count)s project.", "%(act)s: done for %(count)s projects.", count
    )
    messages.success(request, words % {"act": act.words, "count": count})
    if act.back and count <= _UNDONE:
        request.session[UNDO] = {"act": act.back, "numbers": ",".join(found.numbers)}
    return redirect(reverse("portal:projects") + found.listing.asked.without())


def _question(found: Picked, act: Act) -> str:
    count = len(found.rows)
    words = ngettext("%(act)s: %(count)s project", "%(act)s: %(count)s projects", count)
    return words % {"act": act.words, "count": count}


def _form(act: Act, said: Mapping[str, Any] | None) -> Form | None:
    form = form_of(act.code)
    if form is None:
        return None
    today = identity.today()
    start = {"since": today, "until": today}
    if not issubclass(form, Appointing):
        return form(said, initial=start)
    users = people.people(today).filter(is_active=True).values_list("username", "pk")
    return form(said, initial=start, users=dict(users))


def _export(_request: AuthedRequest, found: Picked) -> HttpResponseBase:
    """The rows picked in the columns and the order of the list."""
    return exported(found.listing, found.listing.lines_of(found.pks))


def _cards(request: AuthedRequest, found: Picked) -> HttpResponseBase:
    return cards.of(request, found.listing, found.numbers)


def _show(request: AuthedRequest, found: Picked) -> HttpResponseBase:
    """A list of these alone: to print, to send on, to keep as a view."""
    if found.address is None:
        messages.error(request, _("These are too many to be shown alone: use the filters."))
    return redirect(reverse("portal:projects") + (found.address or found.listing.asked.without()))


def _sweep(request: AuthedRequest, found: Picked) -> HttpResponseBase:
    """A form to be filled in for each of these: the sweep's own page asks for the rest."""
    if not identity.scope(request).may(SWEEPS):
        raise PermissionDenied
    is_all = request.POST.get("all") == "1"
    address = found.listing.asked.without() if is_all else found.address
    if address is None:
        messages.error(request, _("These are too many to be shown alone: use the filters."))
        return redirect(reverse("portal:projects") + found.listing.asked.without())
    return redirect(reverse("coordination:new_sweep") + address)


_TAKEN = {"export": _export, "cards": _cards, "show": _show, "sweep": _sweep}
