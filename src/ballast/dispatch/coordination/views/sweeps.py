"""The list of sweeps: the office's, or those that ask the reader for something."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from ballast.dispatch.coordination import selectors, sheets
from ballast.dispatch.coordination.messages import STATES
from ballast.dispatch.coordination.models import Sweep
from ballast.dispatch.coordination.selectors import Counts
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, page

from .asked import ANY_STATE, AskedSweeps


@require_GET
@require("sweep.answer")
def sweeps(request: AuthedRequest) -> HttpResponse:
    """What is asked, by whom it is answered, and how far each has come."""
    asked = AskedSweeps.read(request.GET)
    states = [*STATES.items(), (ANY_STATE, pgettext("sweep", "All"))]
    context = {
        "asked": asked,
        "tabs": [(words, asked.at(code), code == asked.state) for code, words in states],
        "rows": _rows(request, asked),
        "may_manage": scope(request).may("sweep.manage"),
        "today": today(),
    }
    answer = page(request, "coordination/sweeps.html", "listing", context)
    if request.htmx:
        answer["HX-Push-Url"] = request.path + asked.query
    return answer


@require_GET
@require("sweep.answer")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, as a workbook."""
    on, title = today(), _("Sweeps")
    rows = _rows(request, AskedSweeps.read(request.GET))
    return attached(sheets.sweep_list(title, f"{on:%Y-%m-%d}", rows), f"{title}_{on:%Y-%m-%d}.xlsx")


def _rows(request: AuthedRequest, asked: AskedSweeps) -> list[tuple[Sweep, Counts]]:
    """Each with its counts: over everybody for the office, over one's own lines for others."""
    on, user = today(), request.user
    seen = selectors.listed(selectors.sweeps(user, on), text=asked.text, state=asked.wanted)
    found = list(seen)
    own = None if scope(request).may("sweep.manage") else selectors.reached(user, on)
    told = selectors.counts([one.pk for one in found], own)
    return [(one, told.get(one.pk, Counts())) for one in found]
