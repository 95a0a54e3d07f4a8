"""移交: who hands over to whom from what day; seen first, and taken back until the day."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.forms.handover import HandoverForm
from ballast.dispatch.coordination.selectors import holdings as held
from ballast.platform.identity import selectors as people
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out, was_done

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

_MOST = 50  # earlier handovers shown
_DIGITS = 18  # more are no row's number


@require_http_methods(["GET", "POST"])
@require("register.edit")
def handover(request: AuthedRequest) -> HttpResponse:
    """What one holds and another would take; handed over by the second button."""
    given = request.POST if request.method == "POST" else request.GET
    form = HandoverForm(given or None, initial={"on": today()})

    def act() -> None:
        services.plan_handover(by=actor(request), at=now(), **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The handover is recorded."))
        return redirect("coordination:handover")
    context = {"form": form, "rows": held.handovers()[:_MOST], "seen": None}
    leaver, heir = _named(form, "leaver"), _named(form, "heir")
    if leaver and heir and leaver != heir:
        passing, staying = held.takes(held.holdings(leaver, today()), heir, today())
        context |= {"seen": passing, "staying": staying, "leaver": leaver, "heir": heir}
    status = 422 if request.method == "POST" else 200
    return render(request, "coordination/handover.html", context, status=status)


@require_POST
@require("register.edit")
def take_back(request: AuthedRequest, pk: int) -> HttpResponse:
    """Take back what is planned."""

    def act() -> None:
        services.take_back_handovers(by=actor(request), at=now(), ids=[pk])
        messages.success(request, _("The handover is taken back."))

    was_done(request, act)
    return redirect("coordination:handover")


def _named(form: HandoverForm, field: str) -> "User | None":
    """Who was named; who has left may hand over still."""
    if not form.is_bound:
        return None
    form.is_valid()
    name = form.cleaned_data.get(field, "")
    found = people.people(today()).filter(username=name) if name else []
    return next(iter(found), None)
