"""What was brought in, by whom and what became of it; and where the next workbook is dropped."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.ledgers import selectors, services
from ballast.delivery.ledgers.forms import Receiving
from ballast.delivery.ledgers.rules import UNDER_WAY
from ballast.kernel.errors import Refused
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, page, say

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from ballast.delivery.ledgers.models import Import

RIGHT = "ledger.import"
_AT_ONCE = 30  # imports on a page


@require_GET
@require(RIGHT)
def imports(request: AuthedRequest) -> HttpResponse:
    """The imports that a person may see, the latest first, and the place for the next."""
    return page(request, "ledgers/imports.html", "listing", _listing(request, receiving(request)))


@require_POST
@require(RIGHT)
def receive(request: AuthedRequest) -> HttpResponse:
    """Take workbooks in, one import each: one is looked at at once, several in the list."""
    form = receiving(request, request.POST, request.FILES)
    if not form.is_valid():
        context = _listing(request, form)
        return render(request, "ledgers/imports.html", context, status=422)
    taken = [
        imported
        for upload in form.cleaned_data["workbooks"]
        if (imported := _take(request, upload, form.said()))
    ]
    if len(taken) == 1:
        return _go(request, reverse("ledgers:import", args=[taken[0].pk]))
    if taken:
        words = ngettext(
            "%(count)s workbook is being read.", "%(count)s workbooks are being read.", len(taken)
        )
        messages.success(request, words % {"count": len(taken)})
    return _go(request, reverse("ledgers:imports"))


def _go(request: AuthedRequest, there: str) -> HttpResponse:
    """A script that sent the files goes there itself, and so takes what is to be said along."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    return redirect(there)


def receiving(request: AuthedRequest, *given: Any) -> Receiving:
    return Receiving(*given, units=_units(request), on=today())


def _take(
    request: AuthedRequest, upload: "UploadedFile[Any]", said: dict[str, Any]
) -> "Import | None":
    name = upload.name or _("workbook")
    try:
        return services.receive(
            by=actor(request), at=now(), content=upload.read(), filename=name, **said
        )
    except Refused as refusal:
        messages.error(request, f"{name}: {say(refusal)}")
        return None


def _units(request: AuthedRequest) -> Sequence[tuple[str, str]]:
    """For whom one may say a workbook is brought in; nobody is asked who brings for one alone."""
    on = today()
    units = identity.units(on)
    if not scope(request).everything:
        units = units.filter(pk__in=scope(request).unit_ids)
    return [(str(one.pk), one.short_name) for one in units.order_by("code")]


def _listing(request: AuthedRequest, form: Receiving) -> dict[str, Any]:
    paginator = Paginator(selectors.imports(request.user, today()), _AT_ONCE)
    shown = paginator.get_page(request.GET.get("page"))
    return {
        "page": shown,
        "form": form,
        "is_reading": any(one.state in UNDER_WAY for one in shown),
    }
