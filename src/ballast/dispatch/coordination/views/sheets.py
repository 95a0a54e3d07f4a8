"""The same lines as a workbook: out with what is answered so far, and back in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.coordination import services, sheets
from ballast.dispatch.coordination.models import Sweep
from ballast.dispatch.coordination.services import AnswersRefused, Given
from ballast.kernel.errors import Refused
from ballast.platform.files.rules import MOST_BYTES
from ballast.platform.identity.http import actor, now, require
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.ui.http import AuthedRequest, attached, say

from .answering import lines_of, one_of


@require_GET
@require("sweep.answer")
def sheet(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The reader's lines, to be filled in."""
    one = one_of(request, pk)
    content = sheets.to_fill(one, list(lines_of(request, one)))
    return attached(content, f"{one.title}.xlsx")


@require_POST
@require("sweep.answer")
def read(request: AuthedRequest, pk: int) -> HttpResponse:
    """A filled table becomes drafts, or every fault of it is named by its cell."""
    one = one_of(request, pk)
    try:
        count = _kept(request, one)
    except (Refused, WorkbookRefused) as refusal:
        found: Any = getattr(refusal, "faults", ()) or [refusal]
        context = {"sweep": one, "faults": [say(fault) for fault in found]}
        return render(request, "coordination/sheet_refused.html", context, status=422)
    words = ngettext(
        "%(count)s line taken over as a draft: look it through and hand it in.",
        "%(count)s lines taken over as drafts: look them through and hand them in.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("coordination:answer", pk)


def _kept(request: AuthedRequest, one: Sweep) -> int:
    sent = request.FILES.get("sheet")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    filled, faults = sheets.read_filled(content, one, list(lines_of(request, one)))
    if faults:
        raise AnswersRefused(faults)
    given = [Given(duty_id=row.duty_id, said=row.said, places=row.places) for row in filled]
    return services.keep(by=actor(request), at=now(), sweep_id=one.pk, given=given)
