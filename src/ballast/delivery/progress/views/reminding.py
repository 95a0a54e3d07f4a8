"""催报: pressing who has not reported, one at once, many after a look at whom that is."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.delivery.progress import services
from ballast.delivery.progress.selectors.missing import Missing, missing, without_people
from ballast.delivery.progress.templatetags.progress import period_name
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, was_done

from .desk import Desk, asked_of
from .desk_asked import seen


@require_POST
@require("filing.review")
def remind(request: AuthedRequest) -> HttpResponse:
    """One (``one``) at once; those ticked or, with ``all``, all shown once that is confirmed."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    if (one := request.POST.get("one", "")).isdecimal():
        return _done(request, found, [int(one)])
    rows = _meant(request, found)
    ids = [row.duty.project_id for row in rows]
    if not ids:
        messages.warning(request, _("Tick the projects first."))
        return redirect(_back(found))
    if request.POST.get("seen") == seen(ids):
        return _done(request, found, ids)
    return _to_confirm(request, found, rows, ids)


def _meant(request: AuthedRequest, found: Desk) -> list[Missing]:
    rows = missing(request.user, identity.today(), found.asked.period, unit=found.asked.unit)
    if "all" in request.POST:
        return rows
    ticked = set(request.POST.getlist("project"))
    return [row for row in rows if str(row.duty.project_id) in ticked]


def _to_confirm(
    request: AuthedRequest, found: Desk, rows: Sequence[Missing], ids: Sequence[int]
) -> HttpResponse:
    units = Counter(row.duty.unit.short_name if row.duty.unit else "—" for row in rows)
    context = {
        "asked": found.asked,
        "period": period_name(found.asked.period),
        "action": f"{reverse('progress:remind')}{_tail(found)}",
        "back": _back(found),
        "rows": rows,
        "units": sorted(units.items(), key=lambda one: -one[1]),
        "unreached": without_people(rows, identity.today()),
        "is_all": "all" in request.POST,
        "ids": ids,
        "seen": seen(ids),
        "was_seen": "seen" in request.POST,
    }
    return render(request, "progress/review/remind.html", context)


def _done(request: AuthedRequest, found: Desk, ids: Sequence[int]) -> HttpResponse:
    def act() -> None:
        done = services.remind(
            by=identity.actor(request),
            at=identity.now(),
            period=found.asked.period,
            project_ids=ids,
        )
        words = ngettext(
            "Reminded of %(count)d project.", "Reminded of %(count)d projects.", len(done)
        )
        messages.success(request, words % {"count": len(done)})

    was_done(request, act)
    return redirect(_back(found))


def _back(found: Desk) -> str:
    return reverse("progress:not_reported") + _tail(found)


def _tail(found: Desk) -> str:
    asked = found.asked
    return f"?period={asked.period}" + (f"&unit={asked.unit}" if asked.unit else "")
