"""本周任务: what one's units have to do this week, many filed at once; and what comes next."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.schedule import selectors, services
from ballast.delivery.schedule.forms import FIELDS, Typed, filing_of, new_lines, typed
from ballast.delivery.schedule.messages import VERDICTS
from ballast.delivery.schedule.rules import TaskState, Week, closes_on, is_late
from ballast.kernel.errors import Refused
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, say, ticked, was_done

from .asked import at_week, week_of

AT_ONCE = 60  # tasks on a page
MOST_PROPOSED = 60


@require_GET
@require(selectors.FILES)
def desk(request: AuthedRequest) -> HttpResponse:
    return shown(request, week_of(request))


@require_POST
@require(selectors.FILES)
def file(request: AuthedRequest) -> HttpResponse:
    """File the lines in which something is said, all or none."""
    week = week_of(request)
    said = {row.pk: typed(str(row.pk), FIELDS, request.POST) for row in cut(request, week)}
    given = [
        one
        for row in cut(request, week)
        for one in [filing_of(row, said[row.pk])]
        if one is not None
    ]
    try:
        done = services.file_tasks(by=actor(request), at=now(), filings=given)
    except Refused as refusal:
        wrong = {fault.about: say(fault) for fault in refusal.faults}
        return shown(request, week, said=said, wrong=wrong)
    if done:
        words = ngettext("%(count)s task filed.", "%(count)s tasks filed.", len(done))
        messages.success(request, words % {"count": len(done)})
    else:
        messages.warning(request, _("Nothing was said of any task."))
    return redirect(at_week("desk", week))


@require_POST
@require(selectors.FILES)
def take_back(request: AuthedRequest) -> HttpResponse:
    """What was filed of a task by mistake is taken back."""
    week = week_of(request)
    ids = ticked(request, "task")

    def act() -> None:
        services.take_back(by=actor(request), at=now(), ids=ids)
        messages.success(request, _("Taken back; the task can be filed anew."))

    was_done(request, act)
    return redirect(at_week("desk", week))


def cut(request: AuthedRequest, week: Week) -> Any:
    """The page's part of the tasks of a week that one files."""
    rows = selectors.of_week(selectors.mine(request.user, today()), week)
    return Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))


def planned_for(request: AuthedRequest, week: Week) -> Week:
    """The week for which is planned: the one after, or with ``for=this`` the one looked at."""
    return week if request.GET.get("for") == "this" else week.later()


def shown(
    request: AuthedRequest,
    week: Week,
    *,
    said: Mapping[int, Mapping[str, str]] | None = None,
    wrong: Mapping[str, str] | None = None,
    lines: list[Typed] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    """The desk, with what was typed and what is wrong with it."""
    on, at, calendar = today(), now(), codelists.calendar()
    page, target = cut(request, week), planned_for(request, week)
    proposed = selectors.proposals(request.user, target, on) if target.sunday >= on else []
    signed = week in selectors.is_signed([week])
    context = {
        "week": week,
        "earlier": week.later(-1),
        "next": week.later(),
        "is_this": on in week,
        "has_begun": week.monday <= on,
        "closes_on": closes_on(week, calendar),
        "is_late": is_late(week, at, calendar),
        "is_signed": signed,
        "page": page,
        "rows": [
            {
                "one": row,
                "said": (said or {}).get(row.pk, dict.fromkeys(FIELDS, "")),
                "wrong": {name: (wrong or {}).get(f"{row.pk}-{name}", "") for name in FIELDS},
            }
            for row in page
        ],
        "verdicts": list(VERDICTS.items()),
        "tally": _tally(request, week),
        "target": target,
        "may_plan": target.sunday >= on,
        "proposed": proposed[:MOST_PROPOSED],
        "proposed_more": max(0, len(proposed) - MOST_PROPOSED),
        "lines": lines or new_lines({}),
        "planned": list(selectors.of_week(selectors.mine(request.user, on), target)[:AT_ONCE])
        if target != week
        else [],
        "faults": [*(wrong or {}).values(), *(faults or [])],
    }
    bad = bool(wrong or faults)
    return render(request, "schedule/desk.html", context, status=422 if bad else 200)


def _tally(request: AuthedRequest, week: Week) -> dict[str, int]:
    rows = selectors.mine(request.user, today()).filter(week=week.monday)
    states = list(rows.values_list("state", flat=True))
    return {
        "due": len(states),
        "done": states.count(TaskState.DONE),
        "undone": states.count(TaskState.UNDONE),
        "open": states.count(TaskState.OPEN),
    }
