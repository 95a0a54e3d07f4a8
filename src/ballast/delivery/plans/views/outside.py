"""Figures that others publish, typed or imported, and what stands outside the system."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.plans import services, sheets
from ballast.delivery.plans.forms import outside as forms
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, refused, say

from .desk import desk
from .targets import units

_SALT = "plans.outside_figures"  # what was read from a workbook, until it is confirmed
_SHELF_LIFE = 3600  # seconds


@require_GET
@require("plan.view")
def outside(request: AuthedRequest, year: int) -> HttpResponse:
    """The outside figures of a year, latest first, and the outside lines of its plan."""
    return _page(request, year)


@require_GET
@require("plan.view")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    desk(request, year, "plans:outside")
    title = _("Outside figures %(year)s") % {"year": year}
    return attached(sheets.figure_list(title, pages.outside_figures(year)), f"{title}.xlsx")


@require_POST
@require("plan.edit")
def put_figure(request: AuthedRequest, year: int) -> HttpResponse:
    """One figure, typed; one of the same series, area and period is corrected."""
    form = forms.Figure(request.POST)

    def act() -> None:
        services.put_outside_figures(by=actor(request), at=now(), figures=[form.draft()])

    if carried_out(form, act):
        messages.success(request, _("The figure is recorded."))
        return redirect("plans:outside", year)
    return _page(request, year, figure=form)


@require_POST
@require("plan.edit")
def put_line(request: AuthedRequest, year: int) -> HttpResponse:
    """What stands outside the system in one unit."""
    form = forms.OutsideLine(request.POST, units=units(today()))

    def act() -> None:
        services.put_outside_lines(by=actor(request), at=now(), year=year, lines=[form.draft()])

    if carried_out(form, act):
        messages.success(request, _("The outside line is recorded."))
        return redirect("plans:outside", year)
    return _page(request, year, line=form)


@require_POST
@require("plan.edit")
def read_workbook(request: AuthedRequest, year: int) -> HttpResponse:
    """What a workbook says: its figures to be confirmed, or its faults by cell."""
    form = forms.Workbook(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, year, workbook=form)
    try:
        read = sheets.read_figures(form.cleaned_data["workbook"].read())
    except WorkbookRefused as refusal:
        form.add_error("workbook", say(refusal))
        return _page(request, year, workbook=form)
    context = desk(request, year, "plans:outside") | {
        "figures": read.figures,
        "faults": [(fault.cell, say(fault)) for fault in read.faults],
        "kept": signing.dumps(sheets.kept(read.figures), salt=_SALT, compress=True),
    }
    return render(request, "plans/outside_read.html", context, status=422 if read.faults else 200)


@require_POST
@require("plan.edit")
def take_workbook(request: AuthedRequest, year: int) -> HttpResponse:
    """Record exactly what was shown."""
    try:
        said: Any = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=_SHELF_LIFE)
    except signing.BadSignature:
        messages.error(request, _("What was read is too old: read the workbook once more."))
        return redirect("plans:outside", year)
    figures = [_draft(one) for one in sheets.unkept(said)]
    faults = refused(
        lambda: services.put_outside_figures(by=actor(request), at=now(), figures=figures)
    )
    for words in faults:
        messages.error(request, words)
    if not faults:
        words = ngettext(
            "%(count)s figure is recorded.", "%(count)s figures are recorded.", len(figures)
        )
        messages.success(request, words % {"count": len(figures)})
    return redirect("plans:outside", year)


def _page(request: AuthedRequest, year: int, **wrong: Any) -> HttpResponse:
    on = today()
    context = desk(request, year, "plans:outside") | {
        "figures": pages.outside_figures(year),
        "lines": pages.outside_lines(year),
        "figure": forms.Figure(initial={"published_on": on}),
        "line": forms.OutsideLine(units=units(on)),
        "workbook": forms.Workbook(),
    }
    return render(request, "plans/outside.html", context | wrong, status=422 if wrong else 200)


def _draft(read: sheets.Figure) -> services.OutsideFigureDraft:
    return services.OutsideFigureDraft(
        series=read.series,
        area=read.area,
        period=read.period,
        value=read.value,
        measure=read.measure,
        rank=read.rank,
        source=read.source,
        published_on=read.published_on,
    )
