"""A project's month nodes and week tasks, for its own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.delivery.schedule import selectors
from ballast.delivery.schedule.rules import Week
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

_SHOWN = 8


@require_GET
@require(selectors.VIEWS)
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    on = today()
    project = get_object_or_404(visible_to(request.user, on), number=number)
    rows = list(selectors.months_of(project.pk, on).select_related("project")[:_SHOWN])
    known = selectors.reached_by(rows, on)
    tasks = list(selectors.of_project(project.pk, Week.of(on))[:_SHOWN])
    context = {
        "number": number,
        "rows": [(row, known.get(row.pk), row.due_on < on) for row in rows],
        "tasks": tasks,
        "may_file": scope(request).may(selectors.FILES),
    }
    return render(request, "schedule/panel.html", context)
