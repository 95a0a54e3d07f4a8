"""A file goes out as an attachment, to who sees its owner, and is kept by no one between."""

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from ballast.platform.identity.http import SIGNED_IN, require, today

from . import selectors, store
from .models import File

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


@require_safe
@require(SIGNED_IN)
def file(request: "AuthedRequest", pk: int) -> HttpResponseBase:
    """The bytes, or 404 where the file is not there or not for this person."""
    try:
        found = selectors.visible_file(request.user, pk, today())
    except File.DoesNotExist as absent:
        raise Http404 from absent
    content = store.path_of(found.digest).open("rb")
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.media_type
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
