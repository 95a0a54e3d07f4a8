"""One project's month: the form, what helps to fill it in, and the receipt."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from ballast.delivery.progress.forms import FilingForm
from ballast.delivery.progress.rules import check
from ballast.delivery.progress.rules.checking import Checked
from ballast.delivery.progress.selectors.before import befores
from ballast.delivery.progress.selectors.prefill import report_of as stored
from ballast.delivery.progress.selectors.reviewers import answers_for
from ballast.delivery.progress.selectors.sheet import NoSheet, Sheet, sheet
from ballast.delivery.progress.services.drafts import hand_in, keep, mark
from ballast.delivery.progress.services.filing import discard, enter_for
from ballast.delivery.progress.services.photos import OWNER
from ballast.kernel.errors import Refused
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, page
from ballast.platform.ui.words import say

from .filling import (
    doubts_of,
    faults_of,
    form_for,
    helped,
    put_faults,
    report_of,
    sums_of,
)
from .receipt import Receipt
from .shown import Shown

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing
    from ballast.platform.files.models import File

TEMPLATE = "progress/filing.html"


def shown_to(request: AuthedRequest, period: str, number: str) -> Shown:
    """The project's month as this reader has it, or 404."""
    try:
        found = sheet(request.user, today(), period, number)
    except NoSheet as absent:
        raise Http404 from absent
    may = scope(request).may
    may_enter = may("filing.enter")
    may_enter_for = may("filing.enter_for") and not may_enter
    pk = found.project.pk
    stood = befores(found.period, {pk: found.project}, today(), on_behalf=may_enter_for)
    return Shown(found, stood[pk], today(), may_enter, may_enter_for, _may_answer(request, found))


def _may_answer(request: AuthedRequest, found: Sheet) -> bool:
    """Whether this reader speaks for the unit for which the office entered the filing."""
    filing = found.filing
    if filing is None or not filing.is_on_behalf or not scope(request).may("filing.answer"):
        return False
    return filing.unit_id in answers_for(request.user, today())


@require("filing.view")
def filing(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """The form while it is to be filled in, the receipt afterwards; takes what was typed."""
    shown = shown_to(request, period, number)
    if request.method == "POST":
        return _taken(request, shown)
    if shown.asks_to_file or (shown.may_refile and "refile" in request.GET):
        return form_page(request, shown, form_for(shown))
    return _receipt(request, shown)


def _taken(request: AuthedRequest, shown: Shown) -> HttpResponse:
    """What the form's buttons ask for."""
    if not (shown.may_enter or shown.may_enter_for):
        raise PermissionDenied
    if not shown.may_file:
        return _receipt(request, shown, status=422)
    do = "save" if "overwrite" in request.POST else request.POST.get("do", "")
    if do == "discard":
        return _discarded(request, shown)
    if do not in _BUTTONS:  # back from the confirmation, or helped without htmx
        return form_page(request, shown, form_for(shown, helped(shown, request.POST, do)))
    form = form_for(shown, request.POST)
    if not form.is_valid():
        return form_page(request, shown, form, status=422)
    return _BUTTONS[do](request, shown, form)


def _saved(request: AuthedRequest, shown: Shown, form: FilingForm) -> HttpResponse:
    """A draft may still be wrong: only what cannot be read is refused."""
    if not _kept(request, shown, form):
        return form_page(request, shown, form, status=422)
    return redirect(shown.href)


def _checked(request: AuthedRequest, shown: Shown, form: FilingForm) -> HttpResponse:
    """Everything in order: the three figures are shown to be confirmed."""
    report = report_of(shown, form)
    checked = check(report, shown.before)
    doubts = () if shown.on_behalf else checked.open_doubts(report)
    put_faults(form, checked.faults)
    if not any(one.errors for one in (form, *form.corrections.values())) and not doubts:
        filing = None if shown.on_behalf else _kept(request, shown, form)
        if filing or shown.on_behalf:
            return _confirmation(request, shown, checked, mark(filing))
    return form_page(request, shown, form, checked=checked, status=422)


def _submitted(request: AuthedRequest, shown: Shown, form: FilingForm) -> HttpResponse:
    report = report_of(shown, form)
    try:
        if shown.on_behalf:
            enter_for(by=actor(request), at=now(), reports=[report])
        else:
            hand_in(by=actor(request), at=now(), report=report, seen=form.cleaned_data["seen"])
    except Refused as refusal:
        checked = check(report, shown.before)
        put_faults(form, checked.faults)
        if not form.errors:
            form.add_error(None, say(refusal))
        return form_page(request, shown, form, checked=checked, status=422)
    return redirect(shown.href)


_BUTTONS = {"save": _saved, "check": _checked, "submit": _submitted}


def _discarded(request: AuthedRequest, shown: Shown) -> HttpResponse:
    draft = shown.sheet.draft
    if draft:
        discard(by=actor(request), at=now(), filing_ids=[draft.pk])
    return redirect(shown.list_href)


def _kept(request: AuthedRequest, shown: Shown, form: FilingForm) -> Any:
    """The draft as saved; None, with the reason in the form, when it was not."""
    try:
        return keep(
            by=actor(request),
            at=now(),
            report=report_of(shown, form),
            seen=request.POST.get("overwrite") or form.cleaned_data["seen"],
        )
    except Refused as refusal:
        form.add_error(None, say(refusal))
        return None


def form_page(
    request: AuthedRequest,
    shown: Shown,
    form: FilingForm,
    *,
    checked: Checked | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with the form, its faults and doubts, and the figures worked out of it."""
    if checked is None:
        checked = _checked_so_far(shown, form)
    context = {
        "sheet": shown,
        "form": form,
        "faults": faults_of(form) if form.is_bound else [],
        "doubts": doubts_of(form, checked) if checked else [],
        "sums": sums_of(checked.figures, shown) if checked else None,
        "photos": photos_of(shown.sheet.draft),
        "photo_fault": "",
        "kept": {},
        "list_href": shown.list_href,
    }
    return page(request, TEMPLATE, "sheet", context, status=status)


def _checked_so_far(shown: Shown, form: FilingForm) -> Checked | None:
    """What the rules say of the form as typed or as last saved; None if it cannot be read."""
    if form.is_bound:
        return check(report_of(shown, form), shown.before) if form.is_valid() else None
    draft = shown.sheet.draft
    return check(stored(draft), shown.before) if draft else None


def _confirmation(
    request: AuthedRequest, shown: Shown, checked: Checked, seen: str
) -> HttpResponse:
    """The three figures once more, with everything that was typed carried along."""
    left_out = {"csrfmiddlewaretoken", "do", "seen", "overwrite", "photos"}
    said = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    context = {
        "sheet": shown,
        "kind": request.POST["kind"],
        "sums": sums_of(checked.figures, shown),
        "said": [*said, ("seen", seen)],
    }
    return render(request, "progress/confirm.html", context)


def _receipt(request: AuthedRequest, shown: Shown, *, status: int = 200) -> HttpResponse:
    filing = shown.filing
    context = {
        "sheet": shown,
        "form": None,
        "filing": filing,
        "receipt": Receipt(filing, shown.template) if filing else None,
        "steps": shown.steps,
        "photos": photos_of(filing),
        "photo_fault": "",
        "list_href": shown.list_href,
    }
    return page(request, TEMPLATE, "sheet", context, status=status)


def photos_of(filing: "Filing | None") -> "list[File]":
    return files.of(OWNER, str(filing.pk)) if filing else []
