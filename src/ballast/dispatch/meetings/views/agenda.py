"""The agenda of a meeting: topics asked for, admitted, sent back, put in order."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.forms import TopicForm
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import BEFORE, COMING, State, TopicState
from ballast.dispatch.meetings.services import TopicDraft
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out, page, refused, ticked, was_done
from ballast.projects.selectors import visible_to

from .meeting import seen


@require_GET
@require("meeting.view")
def agenda(request: AuthedRequest, number: str) -> HttpResponse:
    one = seen(request, number)
    return page(request, "meetings/agenda.html", "lines", shown(request, one))


@require_http_methods(["GET", "POST"])
@require("meeting.answer")
def ask(request: AuthedRequest, number: str) -> HttpResponse:
    """Ask for a topic, for one's unit; the office asks for itself."""
    one, on = seen(request, number), today()
    runs = scope(request).may("meeting.run")
    mine = selectors.speaks_for(request.user, on)
    units = [] if runs else list(identity.units(on).filter(pk__in=mine))
    form = TopicForm(request.POST or None, units=units, seen=visible_to(request.user, on))

    def act() -> None:
        services.ask(by=actor(request), at=now(), pk=one.pk, drafts=[form.draft()])

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Asked for."))
        return redirect("meetings:agenda", number)
    context = {"meeting": one, "form": form, "asks_for_units": bool(units)}
    return render(request, "meetings/ask.html", context, status=422 if form.is_bound else 200)


@require_POST
@require("meeting.run")
def propose(request: AuthedRequest, number: str) -> HttpResponse:
    """Put open issues and late promises on the agenda, the ticked ones."""
    one = seen(request, number)
    offered = selectors.proposals(request.user, one, today())
    issues, promises = _ids(request, "issue"), _ids(request, "promise")
    drafts = [
        *(
            TopicDraft(title=row.title, words=row.words, issue_id=row.pk)
            for row in offered.issues
            if row.pk in issues
        ),
        *(
            TopicDraft(title=row.decision.matter[:200], promise_id=row.decision.pk)
            for row in offered.promises
            if row.decision.pk in promises
        ),
    ]

    def act() -> int:
        return len(services.ask(by=actor(request), at=now(), pk=one.pk, drafts=drafts))

    return _done(request, one, act, bool(drafts))


@require_POST
@require("meeting.run")
def admit(request: AuthedRequest, number: str) -> HttpResponse:
    one, ids = seen(request, number), _ids(request, "topic")

    def act() -> int:
        return len(services.admit(by=actor(request), at=now(), pk=one.pk, ids=ids))

    return _done(request, one, act, bool(ids))


@require_POST
@require("meeting.run")
def send_back(request: AuthedRequest, number: str) -> HttpResponse:
    one, ids = seen(request, number), _ids(request, "topic")
    reason = request.POST.get("reason", "")[:500]

    def act() -> int:
        by, at = actor(request), now()
        return len(services.send_back(by=by, at=at, pk=one.pk, ids=ids, reason=reason))

    return _done(request, one, act, bool(ids))


@require_POST
@require("meeting.run")
def place(request: AuthedRequest, number: str) -> HttpResponse:
    """Put one topic at a place by hand, or give it back to the rule."""
    one, ids, to = seen(request, number), _ids(request, "topic"), request.POST.get("to", "")
    wanted = int(to) if to.isdecimal() and len(to) < 5 else None

    def act() -> None:
        by, at = actor(request), now()
        services.place(by=by, at=at, pk=one.pk, topic_id=min(ids), to=wanted)

    wrong = refused(act) if ids else []
    if request.htmx:
        context = shown(request, one) | {"wrong": wrong}
        return page(request, "meetings/agenda.html", "lines", context)
    for why in wrong:
        messages.error(request, why)
    return redirect("meetings:agenda", number)


def shown(request: AuthedRequest, one: Meeting) -> dict[str, Any]:
    """What the page of the agenda says, as far as this person sees it."""
    on, own = today(), scope(request)
    may_run = own.may("meeting.run")
    ids = set(selectors.topics(request.user, on).filter(meeting=one).values_list("pk", flat=True))
    asked = selectors.asked_topics(request.user, one, on)
    return {
        "meeting": one,
        "may_run": may_run,
        "may_order": may_run and one.state in BEFORE,
        "may_change": may_run and one.state in COMING,
        "may_ask": own.may("meeting.answer")
        and (one.state == State.ASKING or (may_run and one.state in COMING)),
        "lines": selectors.agenda(one, on, ids),
        "asked": sorted(asked, key=lambda row: row.state != TopicState.ASKED),
        "offered": selectors.proposals(request.user, one, on)
        if may_run and one.state in COMING
        else None,
        "kept": selectors.promises_kept(one, on),
        "wrong": [],
    }


def _ids(request: AuthedRequest, name: str) -> set[int]:
    return set(ticked(request, name))


def _done(
    request: AuthedRequest,
    one: Meeting,
    act: Callable[[], int],
    has_any: bool,  # noqa: FBT001
) -> HttpResponse:
    """Do it with the ticked ones, then back to the agenda."""
    if not has_any:
        messages.warning(request, _("Tick at least one first."))
        return redirect("meetings:agenda", one.number)

    def told() -> None:
        count = act()
        words = ngettext("%(count)s topic done.", "%(count)s topics done.", count)
        messages.success(request, words % {"count": count})

    was_done(request, told)
    return redirect("meetings:agenda", one.number)
