"""A unit puts its projects up for the year, changes what it said, and takes it back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.delivery.plans import selectors, services, sheets
from ballast.delivery.plans.forms import declaring
from ballast.delivery.plans.messages import DECLARED_NAMES
from ballast.delivery.plans.models import PLAN_CLASSES, Declaration
from ballast.delivery.plans.rules import Declared
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, refused, ticked
from ballast.projects.selectors import search, visible_to

from .desk import desk
from .listing import Asked

_SHOWN = 50  # projects to pick from at a time
# What a unit may still change by itself: the office has not decided on it.
OPEN = frozenset({Declared.DECLARED.value, Declared.WITHDRAWN.value})


@require_GET
@require("plan.declare")
def declarations(request: AuthedRequest, year: int) -> HttpResponse:
    """What was put up for the year: a unit's own, to the office everyone's."""
    context = desk(request, year, "plans:declarations")
    asked = Asked.read(request.GET)
    projects = visible_to(request.user, today())
    seen = pages.declarations(year, projects)
    rows = asked.leaf(list(asked.chosen(seen)))
    context |= {
        "asked": asked,
        "rows": rows,
        "met": selectors.conditions(list(rows), today()),
        "units": pages.units_of(seen),
        "classes": list(PLAN_CLASSES.items()),
        "states": list(DECLARED_NAMES.items()),
        "counts": pages.declared(year, projects),
        "open": OPEN,
    }
    return page(request, "plans/declarations.html", "listing", context)


@require_GET
@require("plan.declare")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """The same list as a workbook, with the conditions in words."""
    desk(request, year, "plans:declarations")
    seen = pages.declarations(year, visible_to(request.user, today()))
    rows = list(Asked.read(request.GET).chosen(seen))
    title = _("Declarations for %(year)s") % {"year": year}
    content = sheets.declaration_list(title, rows, selectors.conditions(rows, today()))
    return attached(content, f"{title}.xlsx")


@require_GET
@require("plan.declare")
def pick(request: AuthedRequest, year: int) -> HttpResponse:
    """The projects one may put up, found by any part of name, number, owner, or initials."""
    context = desk(request, year, "plans:declarations")
    text = request.GET.get("q", "").strip()[:100]
    free = visible_to(request.user, today()).exclude(
        declarations__in=Declaration.objects.filter(year=year).exclude(
            state=Declared.WITHDRAWN.value
        )
    )
    found = search(free.filter(state="ACTIVE"), text).select_related("responsible_unit")
    context |= {"text": text, "found": Paginator(found, _SHOWN).get_page(request.GET.get("page"))}
    return page(request, "plans/pick.html", "found", context)


@require_http_methods(["GET", "POST"])
@require("plan.declare")
def declaration(request: AuthedRequest, year: int, number: str) -> HttpResponse:
    """One project put up: the form, and what has become of it."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    row = project.declarations.filter(year=year).first()
    form = declaring.Declaration(request.POST or None, initial=_said(row))

    def act() -> None:
        drafts = [form.draft(project.pk)]
        services.declare(by=actor(request), at=now(), year=year, drafts=drafts)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("%(name)s is put up.") % {"name": project.name})
        return redirect("plans:pick" if "another" in request.POST else "plans:declarations", year)
    context = desk(request, year, "plans:declarations") | {
        "project": project,
        "row": row,
        "form": form,
        "may_change": row is None or row.state in OPEN,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/declaration.html", context, status=status)


@require_POST
@require("plan.declare")
def withdraw(request: AuthedRequest, year: int) -> HttpResponse:
    """Take back what was put up; putting it up again undoes this."""
    ids = chosen_ids(request)

    def act() -> None:
        services.withdraw(by=actor(request), at=now(), year=year, project_ids=ids)

    tell(request, refused(act), _("%(count)s declarations are withdrawn.") % {"count": len(ids)})
    return redirect("plans:declarations", year)


def chosen_ids(request: AuthedRequest) -> list[int]:
    """The projects ticked; what is no key is not taken."""
    return sorted(ticked(request, "project"))


def tell(request: AuthedRequest, faults: list[str], done: str) -> None:
    """Say what came of it on the next page."""
    for words in faults:
        messages.error(request, words)
    if not faults:
        messages.success(request, done)


def _said(row: Declaration | None) -> dict[str, Any]:
    fields = ("plan_class", "planned_yuan", "monthly_yuan", "goal", "starts_on", "finishes_on")
    return {name: getattr(row, name) for name in fields} if row else {}
