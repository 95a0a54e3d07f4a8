"""Papers of a meeting: its booklet beforehand, its minutes afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.platform.documents import services as drafting
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, refused

from .meeting import PAPERS, papers_of, seen


@require_POST
@require("paper.draft")
def draft(request: AuthedRequest, number: str) -> HttpResponse:
    """Draft one; where it is drafted already, to that one."""
    one, kind = seen(request, number), request.POST.get("kind", "")

    def act() -> None:
        drafting.draft(
            by=actor(request),
            at=now(),
            viewer=request.user,
            kind=kind,
            period=f"{one.held_on:%Y-%m}",
            subjects=[one.number],
        )

    wrong = refused(act) if kind in PAPERS else []
    paper = papers_of(request, one).filter(kind=kind).first()
    for why in wrong:
        messages.error(request, why)
    if paper is None:
        messages.warning(request, _("There is nothing to draft yet."))
        return redirect("meetings:meeting", number)
    return redirect("documents:paper", paper.pk)
