"""Carrying what is not finished into the next year's declarations, seen before it is done."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ballast.delivery.plans import services, sheets
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, refused

from .desk import desk


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def roll_over(request: AuthedRequest, year: int) -> HttpResponse:
    """What would be declared for the next year; then declare it."""
    if request.method == "POST":
        faults = refused(lambda: services.roll_over(by=actor(request), at=now(), year=year))
        if not faults:
            messages.success(request, _("What is unfinished is declared for the next year."))
            return redirect("plans:declarations", year + 1)
        for words in faults:
            messages.error(request, words)
    context = desk(request, year, "plans:roll_over") | {
        "rolled": services.foresee_roll_over(year=year),
        "next": year + 1,
        "is_early": today() < date(year, 10, 1),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/roll_over.html", context, status=status)


@require_GET
@require("plan.edit")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """What would be declared, as a workbook."""
    desk(request, year, "plans:roll_over")
    title = _("Roll-over from %(year)s") % {"year": year}
    content = sheets.rolled_list(title, services.foresee_roll_over(year=year))
    return attached(content, f"{title}.xlsx")
