"""A new sweep: written, looked at as who answers will see it, counted, and sent out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.forms import QuestionRows, SweepForm
from ballast.dispatch.coordination.messages import templates
from ballast.dispatch.coordination.models import Sweep
from ballast.dispatch.coordination.rules import Over
from ballast.dispatch.coordination.services import SweepDraft
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.identity.selectors import unit_names
from ballast.platform.ui.http import AuthedRequest, carried_out
from ballast.projects.selectors import visible_to

from .cells import Cell, empty_cells

_NAMED = 8  # projects named in the preview
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go out: how many lines, at which units, and the form as its readers see it."""

    lines: int
    units: Sequence[tuple[str, int]]
    names: Sequence[str]
    cells: Sequence[Cell]
    draft: SweepDraft


@require_http_methods(["GET", "POST"])
@require("sweep.manage")
def new(request: AuthedRequest) -> HttpResponse:
    """The empty form, one begun from a template or a list, its preview, or the sweep itself."""
    if request.method == "GET":
        return _begun(request)
    form = SweepForm(request.POST, viewer=request.user, on=today())
    rows = QuestionRows(request.POST)
    opened: list[Sweep] = []
    preview: Preview | None = None
    if form.is_valid() & rows.is_valid():
        draft = form.draft(rows.questions)
        preview = _preview(request, draft)
        # What was counted goes out, or is counted again.
        is_counted = request.POST.get("counted") == str(preview.lines)
        if request.POST.get("act") == OPEN and is_counted:
            carried_out(form, lambda: opened.extend(_opened(request, draft)))
        else:
            _look(request, form, draft)
    if opened:
        words = ngettext(
            "Sent out: %(count)s line.",
            "Sent out: %(count)s lines.",
            preview.lines if preview else 0,
        )
        messages.success(request, words % {"count": preview.lines if preview else 0})
        return redirect("coordination:sweep", opened[0].pk)
    is_wrong = bool(form.errors) or not rows.is_valid()
    context = _around(form, rows) | {"preview": None if is_wrong else preview}
    return render(request, "coordination/sweep_new.html", context, status=422 if is_wrong else 200)


def _begun(request: AuthedRequest) -> HttpResponse:
    """From a template, over the list whose address follows, if one does."""
    query = request.GET.copy()
    chosen = (query.pop("template", [""]) or [""])[-1]
    found = next((one for one in templates() if one.code == chosen), None)
    initial: dict[str, Any] = {"over": Over.PROJECTS, "address": query.urlencode()}
    if found:
        initial |= {"title": found.title, "why": found.why}
    form = SweepForm(viewer=request.user, on=today(), initial=initial)
    rows = QuestionRows(questions=found.questions if found else ())
    context = _around(form, rows) | {"chosen": chosen, "address": query.urlencode()}
    return render(request, "coordination/sweep_new.html", context)


def _around(form: SweepForm, rows: QuestionRows) -> dict[str, Any]:
    return {"form": form, "rows": rows, "templates": templates()}


def _opened(request: AuthedRequest, draft: SweepDraft) -> list[Sweep]:
    return services.open_sweeps(by=actor(request), at=now(), drafts=[draft])


def _look(request: AuthedRequest, form: SweepForm, draft: SweepDraft) -> None:
    """Say all that would be refused, before anything goes out."""
    carried_out(form, lambda: services.look_over(by=actor(request), at=now(), drafts=[draft]))


def _preview(request: AuthedRequest, draft: SweepDraft) -> Preview:
    units = services.asked_units(actor(request), today(), draft)
    names = unit_names()
    counted: dict[str, int] = {}
    for _project, unit in units:
        name = names[unit][1] if unit else _("no unit")
        counted[name] = counted.get(name, 0) + 1
    seen = visible_to(request.user, today())
    shown = seen.filter(pk__in=[project for project, _unit in units[:_NAMED]]).order_by("sort_key")
    return Preview(
        lines=len(units),
        units=sorted(counted.items(), key=lambda one: -one[1]),
        names=list(shown.values_list("name", flat=True)),
        cells=empty_cells(draft.questions),
        draft=draft,
    )
