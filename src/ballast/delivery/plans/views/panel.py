"""What the plan says of one project, for its own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import require, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to


@require_GET
@require("plan.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    """A project's plan year by year, its declarations, and where it was put up beyond the city."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    context = {
        "project": project,
        "history": pages.history(project),
        "applications": project.applications.order_by("-year", "-applied_on"),
    }
    return render(request, "plans/panel.html", context)
