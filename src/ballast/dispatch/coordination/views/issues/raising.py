"""Raising an issue by hand."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.forms.issues import RaiseForm
from ballast.dispatch.coordination.rules.issues import Source
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.identity.rules import RIGHTS
from ballast.platform.ui.http import AuthedRequest, carried_out

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Issue
    from ballast.dispatch.coordination.selectors import Line

_DIGITS = 18  # more are no row's number


@require_http_methods(["GET", "POST"])
@require("issue.raise")
def raise_issue(request: AuthedRequest) -> HttpResponse:
    """The empty form, begun from an instruction or from projects, or the issue itself."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    of = _instruction(request)
    numbers = [one.number for one in of.projects] if of else request.GET.getlist("project")
    initial = {"projects": "\n".join(numbers)[:2000]}
    form = RaiseForm(*sent, viewer=request.user, on=today(), initial=initial)
    raised: list[Issue] = []

    def act() -> None:
        draft = form.draft(_raiser(request))
        if of:
            key = f"instruction:{of.instruction.pk}"
            draft = replace(draft, source=Source.INSTRUCTION, source_key=key)
        raised.extend(services.raise_issues(by=actor(request), at=now(), issues=[draft]))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Raised, and told to who is to lead."))
        return redirect("coordination:issue", raised[0].number)
    status = 422 if form.is_bound else 200
    return render(
        request, "coordination/issues/raise.html", {"form": form, "of": of}, status=status
    )


def _instruction(request: AuthedRequest) -> "Line | None":
    """The instruction that it comes of, where one is named and the reader sees it."""
    named = request.GET.get("instruction", "")
    if not named:
        return None
    seen = selectors.instructions(request.user, today())
    found = seen.filter(pk=int(named)) if named.isdecimal() and len(named) < _DIGITS else None
    if found is None or not found.exists():
        raise Http404
    return selectors.lines(found, today())[0]


def _raiser(request: AuthedRequest) -> int | None:
    """The unit in whose name a person raises: the one they work in; the office has none."""
    if scope(request).may("issue.decide"):
        return None
    held = identity.held_by(request.user, today())
    return next((one.unit_id for one in held if "issue.raise" in RIGHTS[one.role]), None)
