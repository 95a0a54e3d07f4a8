"""Who has not reported, with telephone numbers; who keeps the others waiting."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ballast.delivery.progress import sheets
from ballast.delivery.progress.selectors.missing import missing
from ballast.delivery.progress.selectors.windows import windows_of
from ballast.delivery.progress.templatetags.progress import period_name
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods.rules import State as Lock
from ballast.platform.ui.http import AuthedRequest, attached

from .desk import asked_of


@require_safe
@require("filing.review")
def not_reported(request: AuthedRequest) -> HttpResponse:
    """The duties still owed within reach, each unit's together."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    asked, on = found.asked, identity.today()
    window = windows_of([asked.period]).get(asked.period)
    context = {
        "asked": asked,
        "period": period_name(asked.period),
        "window": window,
        "overdue_days": (on - window.shuts_on).days if window else 0,
        "rows": missing(request.user, on, asked.period, unit=asked.unit),
        "may_remind": found.lock.state == Lock.OPEN,
    }
    return render(request, "progress/review/missing.html", context)


@require_safe
@require("filing.review")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The same as a workbook, for who makes the calls."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    asked = found.asked
    rows = missing(request.user, identity.today(), asked.period, unit=asked.unit)
    title = _("Not reported")
    content = sheets.owed(title, period_name(asked.period), rows)
    return attached(content, f"{title}_{asked.period}.xlsx")
