"""The windows of a year's plan, and the adjustments made in them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.plans import selectors, services, sheets
from ballast.delivery.plans.forms import adjusting
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out
from ballast.projects.selectors import visible_to

from .desk import desk


@require_GET
@require("plan.view")
def adjustments(request: AuthedRequest, year: int) -> HttpResponse:
    """The windows and papers of a year, with what they did to the projects one may see."""
    return _page(request, year)


@require_GET
@require("plan.view")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """Every item of every adjustment as a workbook."""
    desk(request, year, "plans:adjustments")
    papers = pages.adjustments(year, visible_to(request.user, today()))
    title = _("Adjustments of the plan %(year)s") % {"year": year}
    return attached(sheets.adjustment_list(title, papers), f"{title}.xlsx")


@require_POST
@require("plan.edit")
def open_window(request: AuthedRequest, year: int) -> HttpResponse:
    """Set a window; one of the same name is moved."""
    form = adjusting.Window(request.POST)

    def act() -> None:
        services.open_windows(by=actor(request), at=now(), year=year, windows=[form.draft()])

    if carried_out(form, act):
        messages.success(request, _("The window is set."))
        return redirect("plans:adjustments", year)
    return _page(request, year, window=form)


@require_POST
@require("plan.edit")
def undo(request: AuthedRequest, year: int) -> HttpResponse:
    """Take the year's last adjustment back."""
    form = adjusting.Undoing(request.POST)

    def act() -> None:
        services.undo_adjustment(by=actor(request), at=now(), year=year, **form.cleaned_data)

    if carried_out(form, act):
        messages.success(request, _("The last adjustment is undone."))
        return redirect("plans:adjustments", year)
    return _page(request, year, undoing=form)


def _page(
    request: AuthedRequest,
    year: int,
    *,
    window: adjusting.Window | None = None,
    undoing: adjusting.Undoing | None = None,
) -> HttpResponse:
    on = today()
    context = desk(request, year, "plans:adjustments")
    context |= {
        "papers": pages.adjustments(year, visible_to(request.user, on)),
        "windows": pages.windows(year),
        "open": selectors.adjustment_window(year, on),
        "today": on,
        "window": window or adjusting.Window(initial={"purpose": "ADJUSTMENT"}),
        "undoing": undoing or adjusting.Undoing(),
    }
    status = 422 if window or undoing else 200
    return render(request, "plans/adjustments.html", context, status=status)
