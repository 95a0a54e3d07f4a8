"""Events: the list, a new one, what really came of one, and its workbook."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.meetings import selectors, services, sheets
from ballast.dispatch.meetings.forms import GatheringForm, LookForm, RouteForm
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out
from ballast.projects.selectors import visible_to

from .meeting import seen

if TYPE_CHECKING:
    from ballast.dispatch.meetings.models import Gathering

MOST = 60  # events shown: some years of them


@require_GET
@require("meeting.view")
def gatherings(request: AuthedRequest) -> HttpResponse:
    rows = list(selectors.gatherings(request.user, today())[:MOST])
    context = {
        "rows": selectors.looked(rows, request.user, today()),
        "may_run": scope(request).may("meeting.run"),
    }
    return render(request, "meetings/gatherings.html", context)


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def enter(request: AuthedRequest) -> HttpResponse:
    form = GatheringForm(request.POST or None, seen=visible_to(request.user, today()))
    entered: list[Gathering] = []

    def act() -> None:
        entered.append(services.enter(by=actor(request), at=now(), draft=form.draft()))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Entered; it is looked at again after 30 and 90 days."))
        return redirect("meetings:gathering", entered[0].pk)
    context = {"form": form}
    return render(
        request, "meetings/enter_gathering.html", context, status=422 if form.is_bound else 200
    )


@require_GET
@require("meeting.view")
def gathering(request: AuthedRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


@require_GET
@require("meeting.view")
def export(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The projects of an event with what became of them."""
    one, on = _seen(request, pk), today()
    [found] = selectors.looked([one], request.user, on)
    return attached(sheets.gathering_list(found, f"{on:%Y-%m-%d}"), f"{one.title}.xlsx")


@require_POST
@require("meeting.run")
def close_look(request: AuthedRequest, pk: int, look: int) -> HttpResponse:
    one, form = _seen(request, pk), LookForm(request.POST)

    def act() -> None:
        words = form.cleaned_data["words"]
        services.close_look(by=actor(request), at=now(), look_id=look, words=words)

    if carried_out(form, act):
        messages.success(request, _("Kept."))
        return redirect("meetings:gathering", pk)
    return _page(request, one, form)


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def route(request: AuthedRequest, number: str) -> HttpResponse:
    """Which projects a meeting visits, in this order."""
    one, on = seen(request, number), today()
    stops = selectors.route(one, request.user, on)
    numbers = "\n".join(each.stop.project.number for each in stops)
    form = RouteForm(
        request.POST or None, seen=visible_to(request.user, on), initial={"projects": numbers}
    )

    def act() -> None:
        ids = form.cleaned_data["projects"]
        services.set_route(by=actor(request), at=now(), pk=one.pk, project_ids=ids)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Kept."))
        return redirect("meetings:meeting", number)
    context = {"form": form, "meeting": one}
    return render(request, "meetings/route.html", context, status=422 if form.is_bound else 200)


def _seen(request: AuthedRequest, pk: int) -> "Gathering":
    return get_object_or_404(selectors.gatherings(request.user, today()), pk=pk)


def _page(request: AuthedRequest, one: "Gathering", form: LookForm | None = None) -> HttpResponse:
    on = today()
    [found] = selectors.looked([one], request.user, on)
    context = {
        "one": one,
        "found": found,
        "looks": [(look, look.due_on <= on) for look in one.looks.order_by("after")],
        "form": form or LookForm(),
        "may_run": scope(request).may("meeting.run"),
    }
    return render(request, "meetings/gathering.html", context, status=422 if form else 200)
