"""Minutes while the meeting runs: Enter makes a decision and its task; a button undoes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.coordination.selectors import pickable_units
from ballast.dispatch.meetings import selectors, services, sheets
from ballast.dispatch.meetings.forms import DecisionForm, StatementForm
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import MINUTED
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, refused

from .meeting import seen


@require_GET
@require("meeting.view")
def minutes(request: AuthedRequest, number: str) -> HttpResponse:
    return _page(request, seen(request, number))


@require_GET
@require("meeting.view")
def export(request: AuthedRequest, number: str) -> HttpResponseBase:
    """The decisions of a meeting with how they stand today, as a workbook."""
    one, on = seen(request, number), today()
    found = selectors.kept(one, on)
    return attached(sheets.decision_list(found, f"{on:%Y-%m-%d}"), f"{one.title}.xlsx")


@require_POST
@require("meeting.run")
def decide(request: AuthedRequest, number: str) -> HttpResponse:
    """One line typed: a decision, its task, and the next number."""
    one = seen(request, number)
    form = DecisionForm(request.POST, on=today(), lines=selectors.agenda(one, today()))

    def act() -> None:
        services.decide(by=actor(request), at=now(), pk=one.pk, drafts=[form.draft()])

    if carried_out(form, act):
        return _again(request, one)
    return _page(request, one, decision=form)


@require_POST
@require("meeting.run")
def speak(request: AuthedRequest, number: str) -> HttpResponse:
    one, form = seen(request, number), _speech(request.POST)

    def act() -> None:
        services.speak(by=actor(request), at=now(), pk=one.pk, draft=form.draft())

    if carried_out(form, act):
        return _again(request, one)
    return _page(request, one, statement=form)


@require_POST
@require("meeting.run")
def undo(request: AuthedRequest, number: str) -> HttpResponse:
    """Undo one decision, or take one speech back."""
    one = seen(request, number)
    said: dict[str, Any] = {"by": actor(request), "at": now(), "pk": one.pk}
    decision, statement = _pk(request, "decision"), _pk(request, "statement")

    def act() -> None:
        if statement:
            services.take_back(**said, statement_id=statement)
        else:
            services.undo(**said, ids=[decision])

    return _told(request, one, act)


def _speech(said: Any = None) -> StatementForm:
    """Beside the form of decisions: its fields have names of their own for labels to point at."""
    return StatementForm(said, on=today(), auto_id="speech_%s")


def _told(request: AuthedRequest, one: Meeting, act: Callable[[], None]) -> HttpResponse:
    wrong = refused(act)
    if wrong and request.htmx:
        return _page(request, one, wrong=wrong)
    for why in wrong:
        messages.error(request, why)
    return _again(request, one)


def _pk(request: AuthedRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _again(request: AuthedRequest, one: Meeting) -> HttpResponse:
    """The page with its form empty, ready for the next line."""
    if request.htmx:
        return _page(request, one)
    messages.success(request, _("Written."))
    return redirect("meetings:minutes", one.number)


def _page(
    request: AuthedRequest,
    one: Meeting,
    *,
    decision: DecisionForm | None = None,
    statement: StatementForm | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:
    on, may_run = today(), scope(request).may("meeting.run")
    ids = set(selectors.topics(request.user, on).filter(meeting=one).values_list("pk", flat=True))
    lines = selectors.agenda(one, on, ids)
    may_write = may_run and one.state in MINUTED
    context = {
        "meeting": one,
        "may_write": may_write,
        "decision_form": decision or DecisionForm(on=on, lines=lines),
        "statement_form": statement or _speech(),
        "kept": selectors.promises_kept(one, on),
        "found": selectors.kept(one, on),
        "statements": selectors.statements(one),
        "units": pickable_units(on) if may_write else [],
        "wrong": wrong or [],
    }
    status = 422 if decision or statement or wrong else 200
    return page(request, "meetings/minutes.html", "paper", context, status=status)
