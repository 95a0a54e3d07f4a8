"""An adjustment being composed: pick projects, say what happens, see the effect, confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.forms import adjusting
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import AdjustmentKind, Item, Standing
from ballast.delivery.plans.rules.sums import effect
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out, say
from ballast.projects.selectors import search, visible_to

from .desk import desk

if TYPE_CHECKING:
    from ballast.projects.models import Project

_SHOWN = 20  # projects to pick from at a time
_NOTHING = Standing(plan_class=None, planned_yuan=None, valid_from=date.min)  # not in the plan


@dataclass(frozen=True, slots=True)
class Row:
    """One project of the paper: its line in force, if any, and what is to happen to it."""

    project: "Project"
    line: PlanLine | None
    form: adjusting.AdjustmentItem

    @property
    def item(self) -> Item:
        return self.form.item(self.project.pk)


@require_GET
@require("plan.edit")
def pick(request: AuthedRequest, year: int) -> HttpResponse:
    """Projects to put on the paper, found by any part of name, number, owner, or initials."""
    text = request.GET.get("q", "").strip()[:100]
    seen = visible_to(request.user, today()).select_related("responsible_unit")
    found = list(search(seen, text)[:_SHOWN]) if text else []
    lines = selectors.of_year(year, seen.filter(pk__in=[one.pk for one in found]))
    context = {
        "year": year,
        "text": text,
        "found": [(one, {line.project_id: line for line in lines}.get(one.pk)) for one in found],
    }
    return render(request, "plans/compose_found.html", context)


@require_GET
@require("plan.edit")
def row(request: AuthedRequest, year: int, number: str) -> HttpResponse:
    """One more row of the paper."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    line = project.plan_lines.filter(year=year, valid_until=None).first()
    kind = AdjustmentKind.AMOUNT_CHANGED if line else AdjustmentKind.ADDED
    form = adjusting.AdjustmentItem(prefix=number, initial={"kind": kind.value})
    return render(request, "plans/compose_row.html", {"row": Row(project, line, form)})


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def compose(request: AuthedRequest, year: int) -> HttpResponse:
    """The paper: composed, shown with its effect, confirmed."""
    context = desk(request, year, "plans:adjustments")
    context["open"] = selectors.adjustment_window(year, today())
    if request.method == "GET":
        form = adjusting.AdjustmentPaper(initial={"valid_from": today()})
        rows = _left(request, year) if "left" in request.GET else []
        return render(request, "plans/compose.html", context | {"form": form, "rows": rows})
    form = adjusting.AdjustmentPaper(request.POST)
    rows = _rows(request, year)
    context |= {"form": form, "rows": rows}
    if "change" in request.POST:
        return render(request, "plans/compose.html", context)
    if not _is_whole(form, rows):
        return render(request, "plans/compose.html", context, status=422)
    if "confirm" in request.POST and _confirmed(request, year, form, rows):
        messages.success(request, _("The plan of %(year)s is adjusted.") % {"year": year})
        return redirect("plans:adjustments", year)
    if form.errors:
        return render(request, "plans/compose.html", context, status=422)
    return _preview(request, year, context)


def _left(request: AuthedRequest, year: int) -> list[Row]:
    """A row for each project that has left the list and still stands in the plan."""
    kind = {"kind": AdjustmentKind.EXITED.value}
    return [
        Row(
            line.project,
            line,
            adjusting.AdjustmentItem(prefix=line.project.number, initial=kind),
        )
        for line in selectors.left(year, visible_to(request.user, today()))
    ]


def _rows(request: AuthedRequest, year: int) -> list[Row]:
    """The rows as sent, in their order; a project that is not seen, or sent twice, once or not."""
    numbers = list(dict.fromkeys(request.POST.getlist("item")))
    seen = visible_to(request.user, today()).filter(number__in=numbers)
    projects = {one.number: one for one in seen.select_related("responsible_unit")}
    lines = {line.project_id: line for line in selectors.of_year(year, seen)}
    return [
        Row(
            projects[number],
            lines.get(projects[number].pk),
            adjusting.AdjustmentItem(request.POST, prefix=number),
        )
        for number in numbers
        if number in projects
    ]


def _is_whole(form: adjusting.AdjustmentPaper, rows: Sequence[Row]) -> bool:
    """Whether the paper and each of its rows can be read; all faults are shown at once."""
    if not rows:
        form.add_error(None, _("Put at least one project on the paper."))
    return all([form.is_valid(), *(one.form.is_valid() for one in rows)])


def _confirmed(
    request: AuthedRequest, year: int, form: adjusting.AdjustmentPaper, rows: Sequence[Row]
) -> bool:
    return carried_out(
        form,
        lambda: services.adjust(
            by=actor(request),
            at=now(),
            year=year,
            paper=form.paper(),
            items=[one.item for one in rows],
        ),
    )


def _preview(request: AuthedRequest, year: int, context: dict[str, Any]) -> HttpResponse:
    """What the paper would do; with its faults back to the paper."""
    form, rows = context["form"], context["rows"]
    seen = services.foresee_adjustment(
        by=actor(request),
        at=now(),
        year=year,
        paper=form.paper(),
        items=[one.item for one in rows],
    )
    for fault in seen.faults:
        form.add_error(None, say(fault))
    if form.errors:
        return render(request, "plans/compose.html", context, status=422)
    view = pages.overview(year, visible_to(request.user, today()))
    context |= {
        "sent": _sent(request),
        "changes": [
            (one, *(standing or _NOTHING for standing in seen.changes[one.project.pk]))
            for one in rows
        ],
        "parts": effect(view.parts, seen.changes.values()),
    }
    return render(request, "plans/compose_preview.html", context)


def _sent(request: AuthedRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent once more with the confirmation."""
    kept = (
        (name, values)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "preview", "confirm", "change"}
    )
    return [(name, str(value)) for name, values in kept for value in values]
