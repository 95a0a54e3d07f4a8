"""The issues that hold one project up, for its own page; nothing where the reader sees none."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.dispatch.coordination.selectors.issue_desk import issue_lines
from ballast.dispatch.coordination.selectors.matters import issues_of_project
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

_SHOWN = 10


@require_GET
@require("issue.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    on = today()
    project = get_object_or_404(visible_to(request.user, on), number=number)
    rows = issues_of_project(request.user, on, project.pk)
    context = {
        "number": number,
        "lines": issue_lines(rows[:_SHOWN], on),
        "may_raise": scope(request).may("issue.raise"),
    }
    return render(request, "coordination/issues/panel.html", context)
