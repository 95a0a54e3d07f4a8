"""A week filed in Excel: the table to fill, and the filled one read."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.schedule import selectors, services, sheets
from ballast.delivery.schedule.forms import filing_of
from ballast.delivery.schedule.services import ScheduleRefused, TaskFiling
from ballast.kernel.errors import Refused
from ballast.platform.files.rules import MOST_BYTES
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.ui.http import AuthedRequest, attached, say

from .asked import at_week, week_of
from .desk import shown


@require_GET
@require(selectors.FILES)
def sheet(request: AuthedRequest) -> HttpResponseBase:
    """The tasks of a week that one files, to be filled in."""
    week = week_of(request)
    rows = selectors.of_week(selectors.mine(request.user, today()), week)
    title = _("Week tasks")
    return attached(sheets.to_fill(f"{title} {week.code}", rows), f"{title}_{week.code}.xlsx")


@require_POST
@require(selectors.FILES)
def read(request: AuthedRequest) -> HttpResponse:
    """A filled table is taken over at once, or every fault of it is named by its cell."""
    week = week_of(request)
    try:
        done = services.file_tasks(by=actor(request), at=now(), filings=_filled(request))
    except (Refused, WorkbookRefused) as refusal:
        faults = [say(fault) for fault in getattr(refusal, "faults", ()) or [refusal]]
        return shown(request, week, faults=faults)
    words = ngettext("%(count)s task filed.", "%(count)s tasks filed.", len(done))
    messages.success(request, words % {"count": len(done)})
    return redirect(at_week("desk", week))


def _filled(request: AuthedRequest) -> list[TaskFiling]:
    sent = request.FILES.get("sheet")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    rows = {
        row.pk: row
        for row in selectors.of_week(selectors.mine(request.user, today()), week_of(request))
    }
    filled, faults = sheets.read_filled(content, rows.values())
    if faults:
        raise ScheduleRefused(faults)
    given = [filing_of(rows[one.task_id], one.said, one.place) for one in filled]
    return [one for one in given if one is not None]
