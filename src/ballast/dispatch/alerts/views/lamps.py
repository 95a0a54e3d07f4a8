"""The lamps of one project, for its own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import told
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

SHOWN = 12  # periods


@require_GET
@require("alert.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    """Why each lamp of the latest judged period shows what it shows, and how the year went."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    own = list(selectors.of_project(project.pk)[:SHOWN])
    context: dict[str, object] = {"own": None}
    if own:
        lamps = selectors.of_projects([project.pk], own[0].period)[project.pk]
        context = {
            "number": number,
            "own": own[0],
            "lamps": told(lamps),
            "past": reversed(own),
            "may_judge": scope(request).may("alert.judge"),
        }
    return render(request, "alerts/panel.html", context)
