"""What is done with the ticked papers, or with the one whose page it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.platform.documents import selectors, services
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, ticked, was_done

from .desk import Desk

MOST = 300  # papers at once: each takes a tenth of a second to be written
_WORDS = 500  # signs of a reason

Service = Callable[..., Any]


@require_POST
@require("paper.draft")
def submit(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.submit, _("Handed in for checking: %(count)d."))


@require_POST
@require("paper.draft")
def redraft(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.redraft, _("Drafted anew: %(count)d."), viewer=request.user)


@require_POST
@require("paper.draft")
def discard(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.discard, _("Discarded: %(count)d."))


@require_POST
@require("paper.check")
def check(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.check, _("Checked and put up for signature: %(count)d."))


@require_POST
@require("paper.check")
def send_back(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.send_back, _("Sent back: %(count)d."), words=_said(request))


@require_POST
@require("paper.sign")
def sign(request: AuthedRequest) -> HttpResponse:
    """Sign; where figures turn out to have changed, the flag stays for all to see."""

    def service(**said: Any) -> None:
        try:
            services.sign(**said)
        except services.PapersRefused:
            services.compare(by=said["by"], at=said["at"])
            raise

    return _done(request, service, _("Signed and numbered: %(count)d."), words=_said(request))


@require_POST
@require("paper.sign")
def seal(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.seal, _("Sealed: %(count)d."))


@require_POST
@require("paper.sign")
def send(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.send, _("Sent: %(count)d. The addressees see them now."))


@require_POST
@require("paper.sign")
def withdraw(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.withdraw, _("Withdrawn: %(count)d."), words=_said(request))


@require_POST
@require("paper.receive")
def receive(request: AuthedRequest) -> HttpResponse:
    return _done(request, services.receive, _("Receipted: %(count)d."))


def _done(request: AuthedRequest, service: Service, done: str, /, **said: Any) -> HttpResponse:
    """Do it with the papers meant and say so, or say why not; then back to where one was."""
    ids = _meant(request)
    back = _back(request, ids)
    if not ids:
        messages.warning(request, _("Tick the papers first."))
        return redirect(back)

    def act() -> None:
        service(by=actor(request), at=now(), ids=ids, **said)
        messages.success(request, done % {"count": len(ids)})

    was_done(request, act)
    return redirect(back)


def _meant(request: AuthedRequest) -> list[int]:
    """The ticked papers, as far as one sees them."""
    ids = ticked(request, "paper")[:MOST]
    reached = selectors.visible_to(request.user, today())
    return list(reached.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def _said(request: AuthedRequest) -> str:
    return request.POST.get("words", "").strip()[:_WORDS]


def _back(request: AuthedRequest, ids: list[int]) -> str:
    if "from_paper" in request.POST and len(ids) == 1:
        return reverse("documents:paper", args=ids)
    return reverse("documents:desk") + Desk(request).asked.plain
