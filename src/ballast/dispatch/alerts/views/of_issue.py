"""The lamps of the projects that an issue holds up, for its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors
from ballast.dispatch.coordination import selectors as coordination
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to


@require_GET
@require("alert.view")
def of_issue(request: AuthedRequest, number: str) -> HttpResponse:
    """Each project that the reader may open, with its own lamp of the latest period."""
    on = today()
    one = get_object_or_404(coordination.issues(request.user, on), number=number)
    drafts = scope(request).may(selectors.JUDGES)
    period = next((found.period for found in selectors.evaluations(drafts=drafts)), "")
    seen = visible_to(request.user, on).filter(pk__in=one.projects.values("pk"))
    projects = list(seen.order_by("number")) if period else []
    lamps = selectors.own_lamps([project.pk for project in projects], period)
    rows = [(project, lamps[project.pk]) for project in projects if project.pk in lamps]
    return render(request, "alerts/of_issue.html", {"rows": rows, "period": period})
