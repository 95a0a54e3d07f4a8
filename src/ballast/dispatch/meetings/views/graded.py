"""分级分类调度: the table with what is due by it, and a new one set by the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.forms import LineForm, SinceForm, line_forms, lines_of
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out


@require_GET
@require("meeting.view")
def dispatch(request: AuthedRequest) -> HttpResponse:
    """Who dispatches what how often, and which meeting this asks for now."""
    on = today()
    context = {
        "table": selectors.dispatch_table(on),
        "due": selectors.due_dispatch(request.user, on),
        "versions": selectors.versions(),
        "may_run": scope(request).may("meeting.run"),
    }
    return render(request, "meetings/dispatch.html", context)


@require_http_methods(["GET", "POST"])
@require("meeting.run")
def edit(request: AuthedRequest) -> HttpResponse:
    """Set the table anew from a day on."""
    on = today()
    table = selectors.dispatch_table(on)
    since = SinceForm(request.POST or None, initial={"valid_from": on})
    rows: list[LineForm] = line_forms(table.lines, request.POST or None)

    def act() -> None:
        day = since.cleaned_data["valid_from"]
        services.set_dispatch(by=actor(request), at=now(), lines=lines_of(rows), valid_from=day)

    is_sent = request.method == "POST"
    if is_sent and all(one.is_valid() for one in rows) and carried_out(since, act):
        messages.success(request, _("The table is set."))
        return redirect("meetings:dispatch")
    context = {"since": since, "rows": rows, "table": table}
    return render(request, "meetings/edit_dispatch.html", context, status=422 if is_sent else 200)
