"""Photos put to a draft and taken away, from the form that they belong to."""

from typing import TYPE_CHECKING, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.delivery.progress.forms import FilingForm
from ballast.delivery.progress.services import photos
from ballast.delivery.progress.services.drafts import keep, mark
from ballast.kernel.errors import Refused
from ballast.platform.files.services import Upload
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest
from ballast.platform.ui.words import say

from .filing import TEMPLATE, photos_of, shown_to
from .filling import form_for, report_of

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing

    from .shown import Shown


@require_POST
@require("filing.enter")
def changed(request: AuthedRequest, period: str, number: str) -> HttpResponse:
    """The photos after some were added or one was removed; the form itself is kept first."""
    shown = shown_to(request, period, number)
    fault, draft = "", shown.sheet.draft
    form = form_for(shown, request.POST)
    try:
        draft = draft or _begun(request, shown, form)
        if draft:
            _change(request, draft)
        else:
            fault = _("Mend the field that cannot be read; then add the photos.")
    except Refused as refusal:
        fault = say(refusal)
    context = {
        "sheet": shown,
        "form": form,
        "photos": photos_of(draft),
        "photo_fault": fault,
        "photos_seen": mark(draft),
    }
    return render(request, f"{TEMPLATE}#photos", context)


def _begun(request: AuthedRequest, shown: "Shown", form: FilingForm) -> "Filing | None":
    """A draft to put photos to: the form as it stands, saved for the first time."""
    if not form.is_valid():
        return None
    seen = form.cleaned_data["seen"]
    return keep(by=actor(request), at=now(), report=report_of(shown, form), seen=seen)


def _change(request: AuthedRequest, draft: "Filing") -> None:
    by, at = actor(request), now()
    if chosen := [text for text in request.POST.getlist("remove") if text.isdecimal()]:
        photos.remove(by=by, at=at, filing_id=draft.pk, file_ids=[int(text) for text in chosen])
    if sent := request.FILES.getlist("photos"):
        uploads = [Upload(one.name or "", cast("BinaryIO", one.file)) for one in sent]
        photos.add(by=by, at=at, filing_id=draft.pk, uploads=uploads)
