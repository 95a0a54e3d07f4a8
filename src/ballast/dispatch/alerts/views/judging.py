"""研判 on the desk: confirm, word anew, let off, take back, and issue."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.dispatch.alerts import services
from ballast.dispatch.alerts.forms.letting_off import LetOff
from ballast.dispatch.alerts.rules import PENDING
from ballast.kernel.periods import Period
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, carried_out, refused, ticked, was_done

from .desk import Desk, asked_of

_RIGHT = "alert.judge"
MOST = 1_000  # warnings ticked one by one; more are asked for as a part of the list


@require_POST
@require(_RIGHT)
def confirm(request: AuthedRequest) -> HttpResponse:
    """Confirm the ticked, or with ``all`` every draft that the address shows."""

    def act(ids: list[int]) -> str:
        count = services.confirm(by=actor(request), at=now(), ids=ids)
        said = ngettext("%(count)s warning confirmed.", "%(count)s warnings confirmed.", count)
        return said % {"count": count}

    return _judged(request, act)


@require_POST
@require(_RIGHT)
def undo(request: AuthedRequest) -> HttpResponse:
    """Take back the judgement of the ticked."""

    def act(ids: list[int]) -> str:
        count = services.undo(by=actor(request), at=now(), ids=ids)
        said = ngettext("%(count)s judgement undone.", "%(count)s judgements undone.", count)
        return said % {"count": count}

    return _judged(request, act)


@require_POST
@require(_RIGHT)
def reword(request: AuthedRequest) -> HttpResponse:
    """Confirm one warning in the words given beside it."""

    def act(ids: list[int]) -> str:
        wording = request.POST.get("wording", "")[:500]
        services.reword(by=actor(request), at=now(), wordings=dict.fromkeys(ids[:1], wording))
        return _("Confirmed in your words.")

    return _judged(request, act)


@require_POST
@require(_RIGHT)
def let_off(request: AuthedRequest) -> HttpResponse:
    """First ask why and until when the ticked are let off; once that is said, do it."""
    found = asked_of(request)
    ids = _meant(request, found) if found else []
    if found is None or not ids:
        return _judged(request, lambda _ids: "")
    form = LetOff(request.POST if "cause" in request.POST else None)

    def act() -> None:
        services.let_off(by=actor(request), at=now(), ids=ids, because=form.because)

    if form.is_bound and carried_out(form, act):
        said = ngettext("%(count)s warning let off.", "%(count)s warnings let off.", len(ids))
        messages.success(request, said % {"count": len(ids)})
        return redirect(_desk(found))
    context = {
        "form": form,
        "rows": found.lines(found.reached.filter(pk__in=ids)),
        "asked": found.asked,
        "back": _desk(found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "alerts/warnings/let_off.html", context, status=status)


@require_POST
@require(_RIGHT)
def issue(request: AuthedRequest) -> HttpResponse:
    """Issue the period that the address shows."""
    found = asked_of(request)
    if found is None:
        return redirect("alerts:warnings")
    period = Period.from_code(found.period)
    why = refused(lambda: services.issue(by=actor(request), at=now(), period=period))
    for words in why:
        messages.error(request, words)
    if not why:
        messages.success(request, _("Issued: the units see their lamps and warnings now."))
    return redirect(f"{reverse('alerts:warnings')}?period={found.period}")


def _judged(request: AuthedRequest, act: Callable[[list[int]], str]) -> HttpResponse:
    """Do it with what is meant and say so, or say why not; then back to the list."""
    found = asked_of(request)
    if found is None:
        return redirect("alerts:warnings")
    ids = _meant(request, found)
    if not ids:
        messages.warning(request, _("Tick the warnings first."))
        return redirect(_desk(found))
    was_done(request, lambda: messages.success(request, act(ids)))
    return redirect(_desk(found))


def _meant(request: AuthedRequest, found: Desk) -> list[int]:
    """The ticked ones of this period, or every one that the address shows and may be judged."""
    if "all" in request.POST:
        return list(found.chosen.filter(state__in=PENDING).values_list("pk", flat=True))
    ids = ticked(request, "warning")
    return list(found.reached.filter(pk__in=ids[:MOST]).values_list("pk", flat=True))


def _desk(found: Desk) -> str:
    return reverse("alerts:warnings") + found.asked.plain
