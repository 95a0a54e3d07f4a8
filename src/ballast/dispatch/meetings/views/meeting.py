"""One meeting: what is known of it, and what moves it on."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.coordination.rules.papers import LoopPaper, subject_of
from ballast.dispatch.coordination.selectors import pickable_units
from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.documents import BOOKLET, MINUTES
from ballast.dispatch.meetings.forms import MeetingForm, SeatForm, seat_forms, seats
from ballast.dispatch.meetings.messages import ACTS
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import BEFORE, PAST, Act, Part, State, offered
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.rules import State as PaperState
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out, refused, was_done

from .route import drawn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.documents.models import Paper

PAPERS = (BOOKLET.code, MINUTES.code)


@require_GET
@require("meeting.view")
def meeting(request: AuthedRequest, number: str) -> HttpResponse:
    one = seen(request, number)
    may_run = scope(request).may("meeting.run")
    acts = offered(State(one.state)) if may_run else []
    present = selectors.attendances(one)
    stops = selectors.route(one, request.user, today())
    context = {
        "meeting": one,
        "may_run": may_run,
        "may_amend": may_run and one.state in BEFORE,
        "may_attend": may_run and one.state != State.SENT,
        "acts": [(act.value, ACTS[act]) for act in acts if act is not Act.CALL_OFF],
        "may_call_off": Act.CALL_OFF in acts,
        "parts": [(part.value, [a for a in present if a.part == part]) for part in Part],
        "attending": len(present),
        "route": stops,
        "only": ",".join(each.stop.project.number for each in stops),
        "papers": list(papers_of(request, one)),
        "may_draft": scope(request).may("paper.draft"),
        "is_over": one.state in PAST,
        "kept": selectors.promises_kept(one, today()),
        **drawn(stops, today()),
    }
    return render(request, "meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def amend(request: AuthedRequest, number: str) -> HttpResponse:
    one = seen(request, number)
    names = MeetingForm.base_fields
    form = MeetingForm(request.POST or None, initial={name: getattr(one, name) for name in names})

    def act() -> None:
        services.amend(by=actor(request), at=now(), pk=one.pk, draft=form.draft())

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Changed."))
        return redirect("meetings:meeting", number)
    context = {"form": form, "meeting": one}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)


@require_POST
@require("meeting.run")
def move(request: AuthedRequest, number: str) -> HttpResponse:
    """Move it on from the step that the page showed."""
    one = seen(request, number)
    act, was = request.POST.get("act", ""), request.POST.get("seen", "")
    said: dict[str, Any] = {"reason": request.POST.get("reason", "")[:500]}

    def do() -> None:
        by, at = actor(request), now()
        services.move(by=by, at=at, pk=one.pk, act=Act(act), seen=State(was), **said)

    if act in set(Act) and was in set(State):
        was_done(request, do)
    return redirect("meetings:meeting", number)


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def attendance(request: AuthedRequest, number: str) -> HttpResponse:
    """出席、请假、列席: unit by unit."""
    one, present = seen(request, number), None
    present = selectors.attendances(one)
    lines = seat_forms(pickable_units(today()), present, request.POST or None)
    wrong: list[str] = []
    if request.method == "POST" and all(line.is_valid() for line in lines):
        wrong = refused(lambda: _attend(request, one, lines))
        if not wrong:
            messages.success(request, _("Written down."))
            return redirect("meetings:meeting", number)
    context = {"meeting": one, "lines": lines, "wrong": wrong}
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/attendance.html", context, status=status)


def _attend(request: AuthedRequest, one: Meeting, lines: list[SeatForm]) -> None:
    services.attend(by=actor(request), at=now(), pk=one.pk, seats=seats(lines))


def papers_of(request: AuthedRequest, one: Meeting) -> "QuerySet[Paper]":
    """The papers of a meeting that this person sees, the last first: its own, then the 交办单."""
    own = Q(subject=one.number, kind__in=PAPERS)
    handed_out = Q(
        kind=LoopPaper.ASSIGNMENT_ORDER,
        subject__in=[subject_of(i.number, i.reopened) for i in selectors.issues_decided(one)],
        composed_on__gte=one.held_on,
    )
    rows = papers.visible_to(request.user, today()).filter(own | handed_out)
    return rows.exclude(state=PaperState.DISCARDED).order_by("-kind", "-pk")


def seen(request: AuthedRequest, number: str) -> Meeting:
    """The one meeting, if this person sees it; else 404."""
    return get_object_or_404(selectors.meetings(request.user, today()), number=number)
