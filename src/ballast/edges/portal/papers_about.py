"""The papers about one project: its own notices, and every signed paper that names it."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ballast.platform.documents import kinds
from ballast.platform.documents import selectors as documents
from ballast.platform.documents.messages import STATES
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest
from ballast.projects import selectors as projects

MOST = 12


@require_GET
@require("paper.view")
def about(request: AuthedRequest, number: str) -> HttpResponse:
    """The latest of them, as far as this person sees papers."""
    on = identity.today()
    project = get_object_or_404(projects.visible_to(request.user, on), number=number)
    seen = documents.visible_to(request.user, on)
    found = seen.filter(Q(subject=number) | Q(words__contains=project.name))
    latest = list(found.order_by("-period", "-pk")[: MOST + 1])
    context = {
        "project": project,
        "papers": [(one, kinds.kind(one.kind), STATES[one.state]) for one in latest[:MOST]],
        "is_more": len(latest) > MOST,
    }
    return render(request, "portal/papers.html", context)
