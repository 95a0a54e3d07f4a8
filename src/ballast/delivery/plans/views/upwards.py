"""Applications to national and provincial lists, with batch and result."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.delivery.plans import services, sheets
from ballast.delivery.plans.forms import upwards
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, ticked
from ballast.projects.selectors import search, visible_to

from .desk import desk

_SHOWN = 50  # projects to pick from at a time


@require_GET
@require("plan.view")
def applications(request: AuthedRequest, year: int) -> HttpResponse:
    """What was put up for higher lists this year, of the projects one may see."""
    return _page(request, year, upwards.Answer(initial={"result_on": today()}))


@require_GET
@require("plan.view")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    desk(request, year, "plans:applications")
    rows = pages.applications(year, visible_to(request.user, today()))
    title = _("Applications upwards in %(year)s") % {"year": year}
    return attached(sheets.application_list(title, rows), f"{title}.xlsx")


@require_GET
@require("plan.edit")
def pick(request: AuthedRequest, year: int) -> HttpResponse:
    """The project to be put up, found by any part of name, number, owner, or initials."""
    context = desk(request, year, "plans:applications")
    text = request.GET.get("q", "").strip()[:100]
    seen = visible_to(request.user, today()).filter(state="ACTIVE")
    found = search(seen, text).select_related("responsible_unit")[:_SHOWN]
    return page(request, "plans/apply_pick.html", "found", context | {"text": text, "found": found})


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def apply(request: AuthedRequest, year: int, number: str) -> HttpResponse:
    """One project put up for one list."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    form = upwards.Application(request.POST or None, initial={"applied_on": today()})

    def act() -> None:
        drafts = [form.draft(project.pk, year)]
        services.apply(by=actor(request), at=now(), applications=drafts)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("%(name)s is put up.") % {"name": project.name})
        return redirect("plans:applications", year)
    context = desk(request, year, "plans:applications") | {"project": project, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/apply.html", context, status=status)


@require_POST
@require("plan.edit")
def answer(request: AuthedRequest, year: int) -> HttpResponse:
    """Record what came of those ticked; a result may be corrected."""
    form = upwards.Answer(request.POST)
    keys = ticked(request, "application")
    seen = pages.applications(year, visible_to(request.user, today())).filter(pk__in=keys)
    rows = [row.pk for row in seen]

    def act() -> None:
        results = [form.draft(pk) for pk in rows]
        services.record_results(by=actor(request), at=now(), results=results)

    if not rows:
        messages.warning(request, _("Tick at least one application first."))
        return redirect("plans:applications", year)
    if carried_out(form, act):
        words = ngettext(
            "%(count)s result is recorded.", "%(count)s results are recorded.", len(rows)
        )
        messages.success(request, words % {"count": len(rows)})
        return redirect("plans:applications", year)
    return _page(request, year, form)


def _page(request: AuthedRequest, year: int, form: upwards.Answer) -> HttpResponse:
    context = desk(request, year, "plans:applications") | {
        "rows": list(pages.applications(year, visible_to(request.user, today()))),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "plans/applications.html", context, status=status)
