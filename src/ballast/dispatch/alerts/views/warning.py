"""One warning with its history."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages.warned import warned
from ballast.dispatch.alerts.selectors import checks, desk
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

from .proofs import beside_proofs


@require_GET
@require("alert.view")
def warning(request: AuthedRequest, pk: int) -> HttpResponse:
    """What became of one warning, period by period: its lamp, its sentence, who judged it."""
    judges = scope(request).may(selectors.JUDGES)
    seen = {one.period: one for one in selectors.evaluations(drafts=judges)}
    rows = warned(desk.history(pk, seen))
    visible = visible_to(request.user, today())
    if not rows or not visible.filter(pk=rows[0].project.pk).exists():
        raise Http404
    context = {
        "one": rows[0],
        "rows": [(row, seen[row.step.period]) for row in rows],
        "checks": beside_proofs(checks.of_warning(pk)),
    }
    return render(request, "alerts/warnings/warning.html", context)
