"""Papers of a meeting: its booklet beforehand, its minutes and 交办单 afterwards."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.dispatch.meetings import services
from ballast.dispatch.meetings.documents import MINUTES
from ballast.platform.documents import services as drafting
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, refused

from .meeting import PAPERS, papers_of, seen

if TYPE_CHECKING:
    from ballast.platform.documents.models import Paper


@require_POST
@require("paper.draft")
def draft(request: AuthedRequest, number: str) -> HttpResponse:
    """Draft one; where it is drafted already, to that one."""
    one, kind = seen(request, number), request.POST.get("kind", "")
    said: dict[str, Any] = {"by": actor(request), "at": now(), "viewer": request.user}
    orders: list[Paper] = []

    def act() -> None:
        if kind == MINUTES.code:
            orders.extend(services.draft_minutes(**said, meeting=one)[1])
        else:
            period = f"{one.held_on:%Y-%m}"
            drafting.draft(**said, kind=kind, period=period, subjects=[one.number])

    wrong = refused(act) if kind in PAPERS else []
    paper = papers_of(request, one).filter(kind=kind).first()
    for why in wrong:
        messages.error(request, why)
    if paper is None:
        messages.warning(request, _("There is nothing to draft yet."))
        return redirect("meetings:meeting", number)
    if orders:
        drafted = ngettext(
            "%(count)d assignment order is drafted with the minutes; see Papers.",
            "%(count)d assignment orders are drafted with the minutes; see Papers.",
            len(orders),
        )
        messages.success(request, drafted % {"count": len(orders)})
    return redirect("documents:paper", paper.pk)
