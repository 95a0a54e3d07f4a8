"""办结件: a sent paper printed again with what has come of it; the signed one stays as it is."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from jinja2 import UndefinedError

from ballast.platform.documents import selectors
from ballast.platform.documents.contents import leaves
from ballast.platform.documents.models import Paper
from ballast.platform.identity.http import require, today
from ballast.platform.ui.http import AuthedRequest, attached

from .paper import found_or_404


@require_safe
@require("paper.view")
def paper(request: AuthedRequest, pk: int) -> HttpResponse:
    """To read and to print."""
    found = found_or_404(request, pk)
    context = {"paper": found, "leaves": leaves(_content(found)), "on": today()}
    return render(request, "documents/followed.html", context)


@require_safe
@require("paper.view")
def word(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """As .docx."""
    found = found_or_404(request, pk)
    return attached(_content(found), selectors.file_name(found, "docx", "办理情况"))


def _content(found: Paper) -> bytes:
    try:
        content = selectors.followed(found, today())
    except UndefinedError:  # the office's own template asks for what this paper does not have
        content = None
    if content is None:
        raise Http404
    return content
