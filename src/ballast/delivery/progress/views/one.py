"""One filing on the desk: its figures beside last month's, its steps, its earlier attempts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ballast.delivery.progress.models import Correction, Filing
from ballast.delivery.progress.rules import Answer, State
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.desk import Line
from ballast.delivery.progress.selectors.reviewers import answers_for, seat_taken
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest

from .desk_asked import seen


@require_safe
@require("filing.review")
def review_filing(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a reviewer reads before deciding; an earlier attempt leads to the last one."""
    on = identity.today()
    seat = seat_taken(request.user, on)
    period = Filing.objects.filter(pk=pk).values_list("period", flat=True).first()
    reached = desk.within_reach(request.user, on, period or "", seat)
    one = reached.select_related("project", "unit").filter(pk=pk).first()
    if one is None:
        raise Http404
    [line] = desk.lines([one], seat, one.period)
    is_open = periods.periods().filter(code=one.period).exclude(state="closed").exists()
    may_answer = (
        one.is_on_behalf
        and one.state == State.ACCEPTED
        and one.unit_id in answers_for(request.user, on)
    )
    return render(
        request,
        "progress/review/filing.html",
        _around(line)
        | {
            "line": line,
            "seen": seen([pk]),
            "filing": one,
            "may_accept": is_open and line.is_mine,
            "may_pass_over": is_open and seat.is_office and bool(line.turn) and not line.is_mine,
            "may_return": is_open
            and (line.is_mine or (seat.is_office and one.state in {"SUBMITTED", "ACCEPTED"})),
            "may_answer": is_open and may_answer and one.answer != Answer.CONFIRMED,
        },
    )


def _around(line: Line) -> dict[str, Any]:
    """What was filed for the same month before, and what this corrects."""
    filing = line.filing
    earlier = list(
        Filing.objects.filter(project=filing.project_id, period=filing.period)
        .exclude(pk=filing.pk)
        .exclude(state=State.DRAFT)
        .order_by("-attempt")
    )
    steps = desk.steps_of([one.pk for one in earlier])
    return {
        "attempts": [Line(one, steps[one.pk]) for one in earlier],
        "corrections": list(Correction.objects.filter(filing=filing).order_by("about_period")),
    }
