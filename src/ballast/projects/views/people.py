"""Changing who answers for a project, from a stated day."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as units
from ballast.platform.identity.http import require
from ballast.platform.ui.http import carried_out
from ballast.projects import selectors, services
from ballast.projects.forms.people import Appointment, Ending, Handover, Shares
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import Party, is_living

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


@require_http_methods(["GET"])
@require("register.edit")
def people(request: "AuthedRequest", number: str) -> HttpResponse:
    """Who holds each part, the way to a handover, and a form to give another part."""
    return _people(request, _project(request, number))


@require_POST
@require("register.edit")
def appoint(request: "AuthedRequest", number: str) -> HttpResponse:
    """Give a part to somebody."""
    project = _project(request, number)
    form = Appointment(request.POST, **_known())

    def act() -> None:
        one = services.Appointment(
            project_id=project.pk,
            party=Party(form.cleaned_data["party"]),
            holder=form.holder,
            since=form.cleaned_data["since"],
        )
        services.assign(by=identity.actor(request), at=identity.now(), appointments=[one])

    if carried_out(form, act):
        return _recorded(request, project)
    return _people(request, project, appointment=form)


@require_POST
@require("register.edit")
def split(request: "AuthedRequest", number: str) -> HttpResponse:
    """Divide the project among accounting units."""
    project = _project(request, number)
    form = Shares(request.POST, prefix="split", units=units.units_named(identity.today()))

    def act() -> None:
        one = services.Split(project_id=project.pk, **form.cleaned_data)
        services.split_shares(by=identity.actor(request), at=identity.now(), splits=[one])

    if carried_out(form, act):
        return _recorded(request, project)
    return _people(request, project, shares=form)


@require_http_methods(["GET"])
@require("register.edit")
def holder(request: "AuthedRequest", number: str, row: int) -> HttpResponse:
    """One who holds a part: hand it over, or end it."""
    project = _project(request, number)
    return _holder(request, project, _held(project, row))


@require_POST
@require("register.edit")
def hand_over(request: "AuthedRequest", number: str, row: int) -> HttpResponse:
    """Another holds the part from a day on."""
    project = _project(request, number)
    held = _held(project, row)
    form = Handover(request.POST, prefix="handover", **_known())

    def act() -> None:
        one = services.Handover(
            responsibility_id=held.pk,
            holder=form.holder,
            since=form.cleaned_data["since"],
            reason=form.cleaned_data["reason"],
        )
        services.hand_over(by=identity.actor(request), at=identity.now(), handovers=[one])

    if carried_out(form, act):
        return _recorded(request, project)
    return _holder(request, project, held, handover=form)


@require_POST
@require("register.edit")
def end(request: "AuthedRequest", number: str, row: int) -> HttpResponse:
    """Nobody follows who held the part."""
    project = _project(request, number)
    held = _held(project, row)
    form = Ending(request.POST, prefix="ending")

    def act() -> None:
        one = services.Ending(responsibility_id=held.pk, **form.cleaned_data)
        services.end(by=identity.actor(request), at=identity.now(), endings=[one])

    if carried_out(form, act):
        return _recorded(request, project)
    return _holder(request, project, held, ending=form)


def _project(request: "AuthedRequest", number: str) -> Project:
    project = shown(request, number)
    if not is_living(project.state):
        raise Http404
    return project


def _held(project: Project, row: int) -> Responsibility:
    return get_object_or_404(project.responsibilities.filter(valid_until=None), pk=row)


def _recorded(request: "AuthedRequest", project: Project) -> HttpResponse:
    messages.success(request, _("The change is recorded."))
    return redirect("projects:project", number=project.number)


def _known() -> dict[str, Any]:
    """What the forms of a holder offer: the units to choose from, and who signs in how."""
    today = identity.today()
    rows = units.units(today).values_list("pk", "short_name", "code")
    names = units.people(today).filter(is_active=True).values_list("username", "pk")
    return {
        "units": [(str(pk), f"{name} ({code})") for pk, name, code in rows],
        "users": dict(names),
    }


def _people(request: "AuthedRequest", project: Project, **wrong: Form) -> HttpResponse:
    today = identity.today()
    names = units.units_named(today)
    start = {"since": today}
    context = {
        "project": project,
        "held": selectors.parties(project, today),
        "appointment": Appointment(initial=start, **_known()),
        "shares": Shares(prefix="split", initial=start, units=names),
        **wrong,
    }
    return render(request, "projects/people.html", context, status=422 if wrong else 200)


def _holder(
    request: "AuthedRequest", project: Project, held: Responsibility, **wrong: Form
) -> HttpResponse:
    today = identity.today()
    context = {
        "project": project,
        "held": held,
        "handover": Handover(prefix="handover", initial={"since": today}, **_known()),
        "ending": Ending(prefix="ending", initial={"until": today}),
        **wrong,
    }
    return render(request, "projects/holder.html", context, status=422 if wrong else 200)
