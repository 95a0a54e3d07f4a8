"""A unit's word on what the office entered for it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.delivery.progress.rules import Answer
from ballast.delivery.progress.services import answer
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, refused

from .filing import shown_to


@require_POST
@require("filing.answer")
def answered(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """Confirm the filing that stands, or dispute it with a reason."""
    shown = shown_to(request, period, number)
    said = request.POST.get("answer", "")
    if shown.filing is None or said not in {Answer.CONFIRMED, Answer.DISPUTED}:
        raise Http404
    pk, word, reason = shown.filing.pk, Answer(said), request.POST.get("reason", "")[:500]
    faults = refused(
        lambda: answer(by=actor(request), at=now(), filing_ids=[pk], answer=word, reason=reason)
    )
    for fault in faults:
        messages.error(request, fault)
    if not faults:
        messages.success(request, _("Your answer is recorded; the project office sees it."))
    return redirect(shown.href)
