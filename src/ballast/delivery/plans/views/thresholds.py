"""From which total investment projects may enter a plan: what the selection's condition asks."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ballast.delivery.plans import services, sheets
from ballast.delivery.plans.forms.thresholds import Threshold
from ballast.delivery.plans.selectors import pages
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out

from .desk import desk


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def thresholds(request: AuthedRequest, year: int) -> HttpResponse:
    """Those that hold, that will hold and that held; set another from a day on."""
    form = Threshold(request.POST or None, initial={"valid_from": today()})

    def act() -> None:
        valid_from, said = form.said()
        services.set_thresholds(by=actor(request), at=now(), valid_from=valid_from, thresholds=said)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The threshold is set."))
        return redirect("plans:thresholds", year)
    context = desk(request, year, "plans:thresholds") | {
        "form": form,
        "rows": pages.thresholds(),
        "sectors": codelists.sectors(on=today()).values_list("path", flat=True),
        "today": today(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/thresholds.html", context, status=status)


@require_GET
@require("plan.edit")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """The same as a workbook."""
    desk(request, year, "plans:thresholds")
    title = _("Thresholds of the plan")
    return attached(sheets.threshold_list(title, pages.thresholds()), f"{title}.xlsx")
