"""Who there is and what they may do: accounts by one administrator, powers by another."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ballast.kernel.errors import Refused
from ballast.platform.clock import machine
from ballast.platform.identity import forms, selectors, services
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.identity.models import Assignment, User

from .answers import carried_out, links, say

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

PAGE = 100


@never_cache
@require_http_methods(["GET"])
@require("person.view")
def people(request: "AuthedRequest") -> HttpResponse:
    """Everybody, with the roles they hold today; found by name or unit."""
    return _people(request, forms.Invitation())


@never_cache
@require_POST
@require("person.edit")
def invite(request: "AuthedRequest") -> HttpResponse:
    """Make somebody known and show, once, the link that lets them set their password."""
    form = forms.Invitation(request.POST)
    made: dict[str, str] = {}

    def act(username: str, name: str) -> None:
        draft = services.PersonDraft(username=username, name=name)
        made.update(services.invite(by=actor(request), at=now(), drafts=[draft]))

    if carried_out(form, act):
        return render(request, "identity/links.html", {"links": links(request, made)})
    return _people(request, form, status=422)


@never_cache
@require_http_methods(["GET"])
@require("person.view")
def person(request: "AuthedRequest", username: str) -> HttpResponse:
    """One person: roles past, present and to come, and where they are signed in."""
    return _person(request, username)


@require_POST
@require("assignment.edit")
def assign(request: "AuthedRequest", username: str) -> HttpResponse:
    """Give the person a role in a unit."""
    units = selectors.visible_units(request.user, today())
    form = forms.Assignment(request.POST, units=units)

    def act(**given: Any) -> None:
        draft = services.AssignmentDraft(username=username, **given)
        services.assign(by=actor(request), at=now(), drafts=[draft])

    if carried_out(form, act):
        messages.success(request, _("The role is given."))
        return redirect("identity:person", username)
    return _person(request, username, assignment=form, status=422)


@require_POST
@require("assignment.edit")
def end_assignment(request: "AuthedRequest", username: str, pk: int) -> HttpResponse:
    """Take a role back from today on."""
    get_object_or_404(Assignment, pk=pk, user__username=username)
    act = partial(services.end_assignments, ids=[pk], on=today())
    return _done(request, username, act, _("The role ends today."))


@require_POST
@require("person.edit")
def deactivate(request: "AuthedRequest", username: str) -> HttpResponse:
    """Let the person go."""
    act = partial(services.deactivate, usernames=[username])
    return _done(request, username, act, _("The account is closed."))


@require_POST
@require("sign_in.manage")
def unlock(request: "AuthedRequest", username: str) -> HttpResponse:
    """Let the person try their password again."""
    act = partial(services.unlock, usernames=[username])
    return _done(request, username, act, _("The person may try again."))


@never_cache
@require_POST
@require("person.edit")
def renew_link(request: "AuthedRequest", username: str) -> HttpResponse:
    """Void the password and show, once, a link that sets a new one."""
    _found(username)
    try:
        made = services.renew_links(by=actor(request), at=now(), usernames=[username])
    except Refused as refusal:
        messages.error(request, say(refusal))
        return redirect("identity:person", username)
    return render(request, "identity/links.html", {"links": links(request, made)})


@require_POST
@require("sign_in.manage")
def end_sessions(request: "AuthedRequest", username: str) -> HttpResponse:
    """Sign the person out where the list says."""
    handles = set(request.POST.getlist("handle"))
    act = partial(services.end_sessions, user=_found(username), handles=handles)
    return _done(request, username, act, _("The sign-in is ended."))


def _found(username: str) -> User:
    return get_object_or_404(User, username=username)


def _done(request: "AuthedRequest", username: str, act: Any, said: str) -> HttpResponse:
    """Do something to a person's account and say how it went on their page."""
    _found(username)
    try:
        act(by=actor(request), at=now())
    except Assignment.DoesNotExist as over:
        raise Http404 from over
    except Refused as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, said)
    return redirect("identity:person", username)


def _people(
    request: "AuthedRequest", invitation: forms.Invitation, *, status: int = 200
) -> HttpResponse:
    search = forms.Search(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    page = Paginator(selectors.people(today(), text=text), PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "invitation": invitation if scope(request).may("person.edit") else None,
    }
    return render(request, "identity/people.html", context, status=status)


def _person(
    request: "AuthedRequest",
    username: str,
    *,
    assignment: forms.Assignment | None = None,
    status: int = 200,
) -> HttpResponse:
    user = _found(username)
    rights = scope(request).rights
    units = selectors.visible_units(request.user, today())
    manages = "sign_in.manage" in rights
    context = {
        "person": user,
        "assignments": selectors.assignments(user),
        "today": today(),
        "may_assign": "assignment.edit" in rights,
        "may_edit": "person.edit" in rights,
        "may_manage": manages,
        "assignment": assignment or forms.Assignment(units=units, initial={"valid_from": today()}),
        "sessions": selectors.sessions_of(user, machine()) if manages else [],
    }
    return render(request, "identity/person.html", context, status=status)
