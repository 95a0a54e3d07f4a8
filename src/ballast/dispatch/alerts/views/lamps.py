"""The lamps of one project, for its own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import FAMILIES, told
from ballast.dispatch.alerts.messages.warned import warned
from ballast.dispatch.alerts.rules import PROJECT
from ballast.dispatch.alerts.selectors import desk
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

SHOWN = 24  # periods


@require_GET
@require("alert.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    """Why each lamp of the latest period shows what it shows, and how each family went."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    drafts = scope(request).may(selectors.JUDGES)
    seen = [one.period for one in selectors.evaluations(drafts=drafts)][:SHOWN]
    lamps = selectors.history(project.pk, seen)
    context: dict[str, object] = {"own": None}
    if lamps:
        latest = next(iter(lamps))
        months = sorted(lamps)
        families = {PROJECT: "", **FAMILIES}
        context = {
            "number": number,
            "own": lamps[latest][PROJECT],
            "lamps": told(lamps[latest][one] for one in FAMILIES if one in lamps[latest]),
            "months": months,
            "strips": [
                (name, [lamps[month].get(family) for month in months])
                for family, name in families.items()
                if any(family in lamps[month] for month in months)
            ],
            "warnings": warned(desk.of_project(project.pk, seen)),
            "may_judge": drafts,
        }
    return render(request, "alerts/panel.html", context)
