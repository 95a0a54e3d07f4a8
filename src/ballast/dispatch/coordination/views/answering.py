"""One page with all of the reader's lines: answered on a telephone or by keyboard, row by row."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ballast.dispatch.coordination import selectors, services
from ballast.dispatch.coordination.messages import ANSWERED, STATES
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import Kind, State
from ballast.dispatch.coordination.selectors import ANSWER, Counts
from ballast.dispatch.coordination.services import Given
from ballast.dispatch.coordination.sheets import head_of
from ballast.kernel.errors import Refused
from ballast.platform.files import selectors as files
from ballast.platform.files.services import Upload
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, say

from .cells import Row, field_of, row_of

AT_ONCE = 100  # lines on a page
HAND_IN = "hand_in"


@require_http_methods(["GET", "POST"])
@require("sweep.answer")
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    """The lines of a page; sent, they are kept as drafts or handed in."""
    one = one_of(request, pk)
    if request.method == "GET":
        return _page(request, one, {}, {})
    shown = list(_cut(request, one).object_list)
    given = [_given(request, one, row) for row in shown]
    try:
        _carry_out(request, one, given)
    except Refused as refusal:
        wrong = {getattr(fault, "about", ""): say(fault) for fault in refusal.faults}
        if not wrong:
            messages.error(request, say(refusal))
        return _page(request, one, request.POST.dict(), wrong)
    page = request.GET.get("page", "")
    where = reverse("coordination:answer", args=[pk])
    return redirect(f"{where}?page={page}" if page.isdecimal() else where)


def one_of(request: AuthedRequest, pk: int) -> Sweep:
    """The sweep, if it asks this person for something; else 404."""
    mine = selectors.reached(request.user, today()).filter(sweep=pk)
    return get_object_or_404(Sweep.objects.filter(pk__in=mine.values("sweep")))


def lines_of(request: AuthedRequest, one: Sweep) -> Any:
    """The reader's own lines, in the order of the table."""
    mine = selectors.reached(request.user, today()).filter(sweep=one)
    return selectors.duties(one).filter(pk__in=mine.values("pk"))


def _cut(request: AuthedRequest, one: Sweep) -> Any:
    return Paginator(lines_of(request, one), AT_ONCE).get_page(request.GET.get("page"))


def _given(request: AuthedRequest, one: Sweep, row: Duty) -> Given:
    """What is typed in a line, with the proofs put to it and those taken away."""
    typed, sent = request.POST, request.FILES.getlist(f"file-{row.pk}")
    name = row.project.name if row.project else row.unit.short_name
    asked = [question for question in one.questions if question.kind is not Kind.FILE]
    return Given(
        duty_id=row.pk,
        said={
            question.code: typed[field_of(row.pk, question.code)]
            for question in asked
            if field_of(row.pk, question.code) in typed
        },
        places={question.code: f"{name} · {head_of(question)}" for question in asked},
        seen=typed.get(f"seen-{row.pk}", "")[:12],
        uploads=[Upload(file.name or "", cast("BinaryIO", file.file)) for file in sent],
        drops=[int(pk) for pk in typed.getlist(f"drop-{row.pk}") if pk.isdecimal()],
    )


def _carry_out(request: AuthedRequest, one: Sweep, given: list[Given]) -> None:
    by, at = actor(request), now()
    if request.POST.get("act") == HAND_IN:
        count = services.hand_in(by=by, at=at, sweep_id=one.pk, given=given)
        words = ngettext("%(count)s line handed in.", "%(count)s lines handed in.", count)
        messages.success(request, words % {"count": count})
    else:
        services.keep(by=by, at=at, sweep_id=one.pk, given=given)
        messages.success(request, _("Kept as a draft; nothing is handed in yet."))


def _page(
    request: AuthedRequest, one: Sweep, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> HttpResponse:
    shown = _cut(request, one)
    has_file = any(question.kind is Kind.FILE for question in one.questions)
    kept = files.of_many(ANSWER, [str(row.pk) for row in shown]) if has_file else {}
    rows: list[Row] = [row_of(one, row, kept.get(str(row.pk), []), typed, wrong) for row in shown]
    mine = selectors.reached(request.user, today())
    context = {
        "sweep": one,
        "page": shown,
        "rows": [(row, ANSWERED[row.standing]) for row in rows],
        "heads": [(head_of(question), question) for question in one.questions],
        "counts": selectors.counts([one.pk], mine).get(one.pk, Counts()),
        "state": STATES[one.state],
        "is_open": one.state == State.OPEN,
        "is_due": one.due_on < today(),
        "faults": list(wrong.values()),
        "may_manage": scope(request).may("sweep.manage"),
        "over_projects": one.over == "PROJECTS",
    }
    return render(request, "coordination/answer.html", context, status=422 if typed else 200)
