"""The week as the office reads it: who filed, what was done, what is carried over."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.schedule import selectors, services, sheets
from ballast.delivery.schedule.rules import bulletin_on, is_late
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, refused, was_done

from .asked import at_week, week_of

_UNITS, _TASKS = "units", "tasks"


@require_GET
@require(selectors.VIEWS)
def week(request: AuthedRequest) -> HttpResponse:
    """A week of the projects one sees."""
    one, calendar, on = week_of(request), codelists.calendar(), today()
    found = selectors.weekly(request.user, one, on)
    may_run = scope(request).may(selectors.RUNS)
    context = {
        "week": one,
        "earlier": one.later(-1),
        "next": one.later(),
        "is_this": on in one,
        "found": found,
        "tally": found.tally,
        "is_closed": is_late(one, now(), calendar),
        "bulletin_on": bulletin_on(one, calendar),
        "bulletin": selectors.bulletin_of(one) if may_run else None,
        "may_run": may_run,
        "may_file": scope(request).may(selectors.FILES),
    }
    return render(request, "schedule/week.html", context)


@require_GET
@require(selectors.VIEWS)
def export(request: AuthedRequest) -> HttpResponseBase:
    """The same week as a workbook: by unit, or with ``list=tasks`` each task."""
    one = week_of(request)
    found = selectors.weekly(request.user, one, today())
    notes = f"{one.monday:%Y-%m-%d} – {one.sunday:%Y-%m-%d}"
    if request.GET.get("list") == _TASKS:
        title = _("Week tasks")
        return attached(sheets.tasks(title, notes, found.tasks), f"{title}_{one.code}.xlsx")
    title = _("Week tasks by unit")
    return attached(sheets.units(title, notes, found), f"{title}_{one.code}.xlsx")


@require_POST
@require(selectors.RUNS)
def remind(request: AuthedRequest) -> HttpResponse:
    """Tell those who have not filed."""
    one = week_of(request)

    def act() -> None:
        count = services.remind(by=actor(request), at=now(), week=one)
        words = ngettext("Reminded of %(count)s task.", "Reminded of %(count)s tasks.", count)
        messages.success(request, words % {"count": count})

    was_done(request, act)
    return redirect(at_week("week", one))


@require_POST
@require(selectors.RUNS)
def draft(request: AuthedRequest) -> HttpResponse:
    """Draft the week's bulletin; where it is drafted already, to it."""
    one = week_of(request)

    def act() -> None:
        services.draft_bulletin(by=actor(request), at=now(), viewer=request.user, week=one)

    wrong = refused(act)
    paper = selectors.bulletin_of(one)
    if paper is not None:
        return redirect("documents:paper", paper.pk)
    for why in wrong:
        messages.error(request, why)
    return redirect(at_week("week", one))
