"""Passing filings on, after a look at what that means; sending them back; a unit's answer."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.delivery.progress import services
from ballast.delivery.progress.rules import Answer
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.desk import Pile
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, refused, ticked

from .desk import Desk, asked_of
from .desk_asked import seen

MOST = 1_000  # filings asked for one by one; more are asked for as a pile


@require_POST
@require("filing.review")
def accept(request: AuthedRequest) -> HttpResponse:
    """First what would be accepted and what would follow; once that is confirmed, do it.

    Asked for one by one or, with ``all``, as the pile that the address shows; a pile that has
    changed since it was looked at is shown again.
    """
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    filings = _meant(request, found)
    ids = sorted(filings.values_list("pk", flat=True))
    if not ids:
        messages.warning(request, _("Tick the filings first."))
        return redirect(_desk(found))
    if request.POST.get("seen") != seen(ids):
        return _to_confirm(request, found, filings, ids)
    through = request.POST.get("through", "").strip()
    return _done(
        request,
        found,
        lambda: _accepted(
            services.accept(
                by=identity.actor(request), at=identity.now(), filing_ids=ids, through=through
            )
        ),
    )


@require_POST
@require("filing.review")
def send_back(request: AuthedRequest) -> HttpResponse:
    """Return the filings asked for, with the reason given beside them."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    ids = list(_meant(request, found).values_list("pk", flat=True))
    if not ids:
        messages.warning(request, _("Tick the filings first."))
        return redirect(_desk(found))

    def act() -> str:
        reason = request.POST.get("reason", "")
        done = services.send_back(
            by=identity.actor(request), at=identity.now(), filing_ids=ids, reason=reason
        )
        words = ngettext("%(count)d filing returned.", "%(count)d filings returned.", len(done))
        return words % {"count": len(done)}

    return _done(request, found, act)


@require_POST
@require("filing.answer")
def answer(request: AuthedRequest) -> HttpResponse:
    """The unit confirms, or disputes with a reason, what the office entered for it."""
    ids = ticked(request, "filing")
    given = Answer.DISPUTED if "dispute" in request.POST else Answer.CONFIRMED
    why = refused(
        lambda: services.answer(
            by=identity.actor(request),
            at=identity.now(),
            filing_ids=ids[:MOST],
            answer=given,
            reason=request.POST.get("reason", ""),
        )
    )
    if not why:
        messages.success(request, _("Your answer is recorded."))
    for words in why:
        messages.error(request, words)
    if not identity.scope(request).may("filing.review"):
        return redirect("progress:filings")
    if len(ids) == 1:
        return redirect("progress:review_filing", ids[0])
    return redirect("progress:review")


def _meant(request: AuthedRequest, found: Desk) -> QuerySet[Any]:
    if "all" in request.POST:
        return found.chosen
    ids = ticked(request, "filing")
    return found.reached.filter(pk__in=ids[:MOST])


def _to_confirm(
    request: AuthedRequest, found: Desk, filings: QuerySet[Any], ids: list[int]
) -> HttpResponse:
    sums = filings.order_by().aggregate(
        count=Count("pk"),
        mine=Count("pk", filter=Q(is_mine=True)),
        doubts=Count("pk", filter=~Q(doubts=[])),
        late=Count("pk", filter=Q(is_late=True)),
        estimates=Count("pk", filter=Q(kind="ESTIMATE")),
        month=Sum("month_yuan", default=Decimal(0)),
        completed=Sum("completed_yuan", default=Decimal(0)),
    )
    context: dict[str, Any] = {
        "asked": found.asked,
        "back": _desk(found),
        "is_all": "all" in request.POST,
        "ids": [] if "all" in request.POST else ids,
        "seen": seen(ids),
        "sums": sums,
        "ahead": sums["count"] - sums["mine"],
        "holders": desk.holders(filings.filter(is_mine=False)),
        "was_seen": "seen" in request.POST,
    }
    return render(request, "progress/review/confirm.html", context)


def _accepted(done: services.Accepted) -> str:
    words = ngettext(
        "%(count)d filing accepted; %(counted)d now count.",
        "%(count)d filings accepted; %(counted)d now count.",
        done.passed_on,
    )
    return words % {"count": done.passed_on, "counted": done.counted}


def _done(request: AuthedRequest, found: Desk, act: Callable[[], str]) -> HttpResponse:
    """Do it and say so, or say why not; then on to the next filing, or back to the pile."""
    one = request.POST.get("filing", "") if "from_one" in request.POST else ""
    why = refused(lambda: messages.success(request, act()))
    for words in why:
        messages.error(request, words)
    if one.isdecimal() and why:
        return redirect("progress:review_filing", one)
    following = desk.following(found.reached) if one else None
    return redirect("progress:review_filing", following) if following else redirect(_desk(found))


def _desk(found: Desk) -> str:
    """The pile that the address showed; what lies on it may be gone by now."""
    if found.asked.pile is Pile.MINE and not found.asked.is_narrowed:
        return f"{reverse('progress:review')}?period={found.asked.period}"
    return reverse("progress:review") + found.asked.plain
