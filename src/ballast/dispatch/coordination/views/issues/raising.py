"""Raising an issue by hand."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.dispatch.coordination.forms.issues import RaiseForm
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.identity.rules import RIGHTS
from ballast.platform.ui.http import AuthedRequest, carried_out

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Issue


@require_http_methods(["GET", "POST"])
@require("issue.raise")
def raise_issue(request: AuthedRequest) -> HttpResponse:
    """The empty form, begun from projects where their numbers are given, or the issue itself."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"projects": "\n".join(request.GET.getlist("project"))[:2000]}
    form = RaiseForm(*sent, viewer=request.user, on=today(), initial=initial)
    raised: list[Issue] = []

    def act() -> None:
        draft = form.draft(_raiser(request))
        raised.extend(services.raise_issues(by=actor(request), at=now(), issues=[draft]))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Raised, and told to who is to lead."))
        return redirect("coordination:issue", raised[0].number)
    status = 422 if form.is_bound else 200
    return render(request, "coordination/issues/raise.html", {"form": form}, status=status)


def _raiser(request: AuthedRequest) -> int | None:
    """The unit in whose name a person raises: the one they work in; the office has none."""
    if scope(request).may("issue.decide"):
        return None
    held = identity.held_by(request.user, today())
    return next((one.unit_id for one in held if "issue.raise" in RIGHTS[one.role]), None)
