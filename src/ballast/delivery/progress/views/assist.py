"""What helps while the form is filled in: the other figures, the draft kept, rows and words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from ballast.delivery.progress.rules import check, figures
from ballast.delivery.progress.rules.typing import as_typed
from ballast.delivery.progress.services.drafts import DraftMoved, keep, mark
from ballast.kernel.errors import Refused
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest
from ballast.platform.ui.words import say

from .filing import TEMPLATE, shown_to
from .filling import doubts_of, form_for, helped, put_faults, refilled, report_of, sums_of


@require_POST
@require("filing.view")
def figures_worked_out(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """The figures beside the one just typed, what they come to, and what is doubted of them."""
    shown = shown_to(request, period, number)
    form = form_for(shown, request.POST)
    checked = None
    if form.is_valid():
        typed = request.POST.get("typed", "")
        report = as_typed(report_of(shown, form), shown.before, typed=typed)
        form = form_for(shown, refilled(form, figures(report, shown.before), typed=typed))
        form.is_valid()
        checked = check(report_of(shown, form), shown.before)
        put_faults(form, checked.faults)
    context = {
        "sheet": shown,
        "form": form,
        "doubts": doubts_of(form, checked) if checked else [],
        "sums": sums_of(checked.figures, shown) if checked else None,
    }
    return render(request, f"{TEMPLATE}#figures", context)


@require_POST
@require("filing.enter")
def draft_kept(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """The draft as it stands saved, or why not."""
    shown = shown_to(request, period, number)
    form = form_for(shown, request.POST)
    kept: dict[str, Any] = {}
    if form.is_valid():
        seen = request.POST.get("overwrite") or form.cleaned_data["seen"]
        try:
            filing = keep(by=actor(request), at=now(), report=report_of(shown, form), seen=seen)
            kept = {"at": filing.filed_at, "seen": mark(filing)}
        except DraftMoved as moved:
            kept = {"moved": moved.params}
        except Refused as refusal:
            kept = {"refused": say(refusal)}
    return render(request, f"{TEMPLATE}#kept", {"sheet": shown, "kept": kept})


@require_POST
@require("filing.view")
def correction_added(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """One more empty row, under a number that the page does not use yet."""
    shown = shown_to(request, period, number)
    rows = form_for(shown, helped(shown, request.POST, "add")).corrections
    last = max(rows)
    return render(request, "progress/correction.html", {"number": last, "row": rows[last]})


@require_POST
@require("filing.view")
def words_copied(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """The field of visible progress with what was said last time."""
    shown = shown_to(request, period, number)
    form = form_for(shown, helped(shown, request.POST, "copy"))
    return HttpResponse(form["visible_progress"])
