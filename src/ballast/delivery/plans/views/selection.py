"""The office chooses among what was put up, many at a time, and says why."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.plans import selectors, services, sheets
from ballast.delivery.plans.forms import deciding
from ballast.delivery.plans.messages import DECLARED_NAMES
from ballast.delivery.plans.models import PLAN_CLASSES, Declaration
from ballast.delivery.plans.rules import Declared
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page
from ballast.projects.selectors import visible_to

from .declarations import chosen_ids
from .desk import desk
from .listing import Asked

# What can still be decided, or decided otherwise, until the plan is issued.
_OPEN = (Declared.DECLARED.value, Declared.SELECTED.value, Declared.LEFT_OUT.value)


@require_GET
@require("plan.edit")
def selection(request: AuthedRequest, year: int) -> HttpResponse:
    """Every declaration of the year with its conditions."""
    context = desk(request, year, "plans:selection")
    asked = Asked.read(request.GET)
    seen = _seen(request, year)
    rows, met = _chosen(asked, seen)
    context |= {
        "asked": asked,
        "rows": asked.leaf(rows),
        "met": met,
        "sums": _sums(rows),
        "units": pages.units_of(seen),
        "classes": list(PLAN_CLASSES.items()),
        "states": [(state, DECLARED_NAMES[state]) for state in _OPEN],
    }
    return page(request, "plans/selection.html", "listing", context)


@require_GET
@require("plan.edit")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """The same list as a workbook, with the conditions in words."""
    desk(request, year, "plans:selection")
    rows, met = _chosen(Asked.read(request.GET), _seen(request, year))
    title = _("Selection for %(year)s") % {"year": year}
    return attached(sheets.declaration_list(title, rows, met), f"{title}.xlsx")


@require_POST
@require("plan.edit")
def decide(request: AuthedRequest, year: int) -> HttpResponse:
    """What was ticked, once more, to be confirmed; then select it, or leave it out."""
    context = desk(request, year, "plans:selection")
    ids = chosen_ids(request)
    rows = list(_seen(request, year).filter(project__in=ids))
    if not rows:
        messages.warning(request, _("Tick at least one project first."))
        return redirect("plans:selection", year)
    form = deciding.Decision(request.POST if "confirmed" in request.POST else None)
    is_selected = "select" in request.POST
    act = services.select if is_selected else services.leave_out

    def decide() -> None:
        opinion = form.cleaned_data["opinion"]
        act(by=actor(request), at=now(), year=year, project_ids=ids, opinion=opinion)

    if form.is_bound and carried_out(form, decide):
        words = _("%(count)s selected.") if is_selected else _("%(count)s left out.")
        messages.success(request, words % {"count": len(rows)})
        return redirect("plans:selection", year)
    met = selectors.conditions(rows, today())
    context |= {
        "rows": rows,
        "met": met,
        "unmet": sum(_is_unmet(met, row) for row in rows),
        "sums": _sums(rows),
        "form": form,
        "is_selected": is_selected,
    }
    return render(request, "plans/decide.html", context, status=422 if form.is_bound else 200)


def _seen(request: AuthedRequest, year: int) -> Any:
    seen = pages.declarations(year, visible_to(request.user, today()))
    return seen.exclude(state=Declared.WITHDRAWN.value)


def _chosen(asked: Asked, seen: Any) -> tuple[list[Declaration], Any]:
    rows = list(asked.chosen(seen))
    met = selectors.conditions(rows, today())
    return [row for row in rows if asked.only != "unmet" or _is_unmet(met, row)], met


def _is_unmet(met: Any, row: Declaration) -> bool:
    return any(one.is_met is False for one in met[row.pk])


def _sums(rows: Sequence[Declaration]) -> dict[str, Any]:
    """How many and how much, of all rows and of those selected; money in yuan."""
    selected = [row for row in rows if row.state == Declared.SELECTED]
    return {
        "count": len(rows),
        "planned_yuan": _yuan(rows),
        "selected": len(selected),
        "selected_yuan": _yuan(selected),
    }


def _yuan(rows: Sequence[Declaration]) -> Decimal:
    return sum((row.planned_yuan or Decimal(0) for row in rows), Decimal(0))
