"""A month's papers are drafted by a job; this page says how far it has come."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ballast.platform.documents import kinds, services
from ballast.platform.documents.forms import MonthForm
from ballast.platform.documents.models import Drafting
from ballast.platform.identity.http import actor, now, require
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest, carried_out, page

from .desk import named

_SILENT = timedelta(minutes=2)


@require_POST
@require("paper.draft")
def begin(request: AuthedRequest) -> HttpResponse:
    """Have the chosen kinds of papers of a period drafted."""
    opened = [(one.code, one.code) for one in periods.periods()]
    form = MonthForm(request.POST, opened, [(one.code, one.name) for one in kinds.kinds()])
    made: list[Drafting] = []

    def act() -> None:
        said = form.cleaned_data
        made.append(
            services.draft_month(
                by=actor(request),
                at=now(),
                viewer=request.user,
                period=said["period"],
                codes=said["kinds"],
            )
        )

    if carried_out(form, act):
        return redirect("documents:drafting", made[0].pk)
    messages.error(request, _("Choose a period and at least one kind of paper."))
    return redirect("documents:desk")


@require_safe
@require("paper.draft")
def drafting(request: AuthedRequest, pk: int) -> HttpResponse:
    """How far the drafting has come; once it is done, the drafts."""
    found = get_object_or_404(Drafting, pk=pk)
    desk = f"{reverse('documents:desk')}?tab=drafts&period={found.period}"
    if found.is_done:
        said = ngettext("%(count)d paper drafted.", "%(count)d papers drafted.", found.drafted)
        messages.success(request, said % {"count": found.drafted})
        answer: HttpResponse = redirect(desk)
        if request.htmx:
            answer = HttpResponse(headers={"HX-Redirect": desk})
        return answer
    context = {
        "drafting": found,
        "now": named(found.kinds[min(found.done, len(found.kinds) - 1)]),
        "total": len(found.kinds),
        "is_stalled": now() - found.moved_at > _SILENT,
        "back": desk,
    }
    return page(request, "documents/drafting.html", "running", context)
