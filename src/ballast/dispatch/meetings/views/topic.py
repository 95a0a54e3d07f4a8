"""One topic: what is asked, the office's advice, the departments' opinions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.coordination.selectors import pickable_units
from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.forms import AdviceForm, AskForm, OpinionForm
from ballast.dispatch.meetings.models import Opinion, Topic
from ballast.dispatch.meetings.rules import PAST
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out


@require_GET
@require("meeting.view")
def topic(request: AuthedRequest, number: str, pk: int) -> HttpResponse:
    return _page(request, _seen(request, number, pk))


@require_POST
@require("meeting.run")
def advise(request: AuthedRequest, number: str, pk: int) -> HttpResponse:
    one, form = _seen(request, number, pk), AdviceForm(request.POST)

    def act() -> None:
        words = form.cleaned_data["words"]
        services.advise(by=actor(request), at=now(), topic_id=one.pk, words=words)

    if carried_out(form, act):
        messages.success(request, _("Kept."))
        return redirect("meetings:topic", number, pk)
    return _page(request, one, advice=form)


@require_POST
@require("meeting.run")
def ask_opinions(request: AuthedRequest, number: str, pk: int) -> HttpResponse:
    one = _seen(request, number, pk)
    form = AskForm(request.POST, units=pickable_units(today()))

    def act() -> None:
        said = form.cleaned_data
        units, due = said["units"], said["due_on"]
        by, at = actor(request), now()
        services.ask_opinions(by=by, at=at, topic_id=one.pk, unit_ids=units, due_on=due)

    if carried_out(form, act):
        messages.success(request, _("Asked for."))
        return redirect("meetings:topic", number, pk)
    return _page(request, one, asking=form)


@require_POST
@require("meeting.answer")
def opine(request: AuthedRequest, number: str, pk: int, opinion: int) -> HttpResponse:
    """The opinion of one's unit."""
    one, form = _seen(request, number, pk), OpinionForm(request.POST)

    def act() -> None:
        words = form.cleaned_data["words"]
        services.opine(by=actor(request), at=now(), opinion_id=opinion, words=words)

    if carried_out(form, act):
        messages.success(request, _("Your unit's opinion is handed in."))
        return redirect("meetings:topic", number, pk)
    return _page(request, one, opinion=form)


def _seen(request: AuthedRequest, number: str, pk: int) -> Topic:
    rows = selectors.topics(request.user, today()).filter(meeting__number=number)
    return get_object_or_404(
        rows.select_related("meeting", "unit", "issue", "project", "promise__meeting"), pk=pk
    )


def _page(
    request: AuthedRequest,
    one: Topic,
    *,
    advice: AdviceForm | None = None,
    asking: AskForm | None = None,
    opinion: OpinionForm | None = None,
) -> HttpResponse:
    on = today()
    mine = selectors.speaks_for(request.user, on)
    is_open = one.meeting.state not in PAST
    runs = scope(request).may("meeting.run") and is_open
    rows = Opinion.objects.filter(topic=one).select_related("unit").order_by("unit__code")
    context: dict[str, Any] = {
        "topic": one,
        "meeting": one.meeting,
        "may_run": runs,
        "opinions": [
            (row, is_open and row.unit_id in mine, _opinion(row, opinion)) for row in rows
        ],
        "advice": advice or AdviceForm(initial={"words": one.advice}),
        "asking": asking or AskForm(units=pickable_units(on)),
        "today": on,
    }
    status = 422 if advice or asking or opinion else 200
    return render(request, "meetings/topic.html", context, status=status)


def _opinion(row: Opinion, said: OpinionForm | None) -> OpinionForm:
    """Its form, apart from the others of the page."""
    if said is not None:
        return said
    return OpinionForm(initial={"words": row.words}, auto_id=f"opinion{row.pk}_%s")
