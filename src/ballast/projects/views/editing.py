"""Entering a project, and correcting what the register says of it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out
from ballast.projects import forms, selectors, services

from .acts import ACTS, Desk
from .cards import Card, card, cards, form

if TYPE_CHECKING:
    from ballast.projects.models import Project


@require("register.edit")
def new(request: AuthedRequest) -> HttpResponse:
    """One form for everything a new project may say; entered, it is edited from there."""
    offers = selectors.offers(today())
    if request.method != "POST":
        return _new(request, forms.Draft(offers=offers), offers)
    sent = forms.Draft(request.POST, offers=offers)
    made: list[Project] = []

    def enter() -> None:
        drafts = [forms.draft_of(sent.cleaned_data)]
        made.extend(services.register(by=actor(request), at=now(), drafts=drafts))

    if not carried_out(sent, enter):
        return _new(request, sent, offers, status=422)
    messages.success(request, _("Entered as %(number)s.") % {"number": made[0].number})
    return redirect("projects:edit", made[0].number)


@require("register.edit")
def similar(request: AuthedRequest) -> HttpResponse:
    """Projects whose names come near to the one being typed, so that none is entered twice."""
    name = request.GET.get("name", "")[:300]
    seen = selectors.visible_to(request.user, today())
    found = selectors.similar(seen.select_related("responsible_unit"), name)
    return render(request, "projects/similar.html", {"similar": found})


@require("register.edit")
def edit(request: AuthedRequest, number: str) -> HttpResponse:
    """A project card by card, each with its history and its forms."""
    desk = _desk(request, number)
    context = {"project": desk.project, "cards": cards(desk), "offers": desk.offers}
    return render(request, "projects/edit.html", context)


@require_POST
@require("register.edit")
def change(request: AuthedRequest, number: str, act: str) -> HttpResponse:
    """Do one thing to a project; htmx gets the card on which it is done."""
    if act not in ACTS:
        raise Http404
    desk = _desk(request, number)
    sent = form(act, desk, request.POST)
    name = ACTS[act].card
    if not carried_out(
        sent, lambda: ACTS[act].carry(actor(request), now(), desk.project, sent.cleaned_data)
    ):
        return _changed(request, desk, card(name, desk, {act: sent}), status=422)
    if not request.htmx:
        messages.success(request, _("Recorded."))
        return redirect(reverse("projects:edit", args=[number]) + f"#{name}")
    desk = _desk(request, number)
    return _changed(request, desk, card(name, desk))


def _desk(request: AuthedRequest, number: str) -> Desk:
    seen = selectors.visible_to(request.user, today())
    project = get_object_or_404(
        seen.select_related("parent", "responsible_unit", "functional_area"), number=number
    )
    return Desk(
        project=project,
        record=selectors.record(project),
        offers=selectors.offers(today()),
        today=today(),
    )


def _new(
    request: AuthedRequest, sent: forms.Draft, offers: selectors.Offers, *, status: int = 200
) -> HttpResponse:
    context = {"form": sent, "offers": offers}
    return render(request, "projects/new.html", context, status=status)


def _changed(
    request: AuthedRequest, desk: Desk, changed: Card, *, status: int = 200
) -> HttpResponse:
    """The card alone to htmx, with the page's head; to a browser without it, the whole page."""
    context: dict[str, Any] = {"project": desk.project, "offers": desk.offers}
    if request.htmx:
        context |= {"card": changed, "is_recorded": status == 200}
        return render(request, "projects/edit.html#changed", context, status=status)
    context["cards"] = [changed if one.name == changed.name else one for one in cards(desk)]
    return render(request, "projects/edit.html", context, status=status)
