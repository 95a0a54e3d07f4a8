"""The list of meetings, as a workbook too; a new one is planned."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ballast.dispatch.meetings import selectors, services, sheets
from ballast.dispatch.meetings.forms import MeetingForm
from ballast.dispatch.meetings.messages import KINDS
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, listing

from .asked import Asked, Tab

if TYPE_CHECKING:
    from ballast.dispatch.meetings.models import Meeting

TABS = {
    Tab.COMING: pgettext_lazy("meeting", "To come"),
    Tab.PAST: pgettext_lazy("meeting", "Past"),
    Tab.ALL: pgettext_lazy("meeting", "All"),
}


@require_GET
@require("meeting.view")
def meetings(request: AuthedRequest) -> HttpResponse:
    """The meetings one sees: those to come first."""
    asked = Asked.read(request.GET)
    found = selectors.chosen(selectors.meetings(request.user, today()), asked.choice)

    def rows(*, alone: bool) -> dict[str, Any]:
        return {
            **asked.reached(found.count()),
            "rows": list(asked.cut(found, alone=alone)),
        }

    def around() -> dict[str, Any]:
        return {
            "tabs": [(words, asked.at(tab), tab == asked.tab) for tab, words in TABS.items()],
            "kinds": KINDS.items(),
            "may_run": scope(request).may("meeting.run"),
        }

    return listing(request, "meetings/meetings.html", asked, rows, around)


@require_GET
@require("meeting.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, as a workbook."""
    on, asked = today(), Asked.read(request.GET)
    rows = selectors.chosen(selectors.meetings(request.user, on), asked.choice)
    title = _("Meetings")
    notes = " · ".join([str(TABS[asked.tab]), f"{on:%Y-%m-%d}"])
    return attached(sheets.meeting_list(title, notes, rows), f"{title}_{on:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def plan(request: AuthedRequest) -> HttpResponse:
    """Plan one."""
    kind = request.GET.get("kind", "")
    form = MeetingForm(request.POST or None, initial={"kind": kind if kind in KINDS else ""})
    planned: list[Meeting] = []

    def act() -> None:
        planned.extend(services.plan(by=actor(request), at=now(), drafts=[form.draft()]))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Planned."))
        return redirect("meetings:meeting", planned[0].number)
    context = {"form": form, "meeting": None}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)
