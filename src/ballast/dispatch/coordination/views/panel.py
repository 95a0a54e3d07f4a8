"""The instructions about one project, for its own page; nothing where the reader sees none."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.dispatch.coordination import selectors
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to


@require_GET
@require("instruction.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    on = today()
    project = get_object_or_404(visible_to(request.user, on), number=number)
    context = {
        "number": number,
        "lines": selectors.of_project(request.user, on, project.pk),
        "may_enter": scope(request).may("instruction.enter"),
    }
    return render(request, "coordination/panel.html", context)
