"""What went out and what did not, for who keeps the house; what a notice says stays unsaid."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ballast.platform.identity.http import actor, now, require
from ballast.platform.notices import choosing, selectors, ways
from ballast.platform.notices.forms import Asked, WebhookAddress

from .answers import carried_out, ticked

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

PAGE = 100


@never_cache
@require_safe
@require("notice.manage")
def log(request: "AuthedRequest") -> HttpResponse:
    """Every delivery, the latest first; narrowed by state, way and person."""
    return _page(request, WebhookAddress(initial={"url": selectors.webhook_url()}))


@require_POST
@require("notice.manage")
def again(request: "AuthedRequest") -> HttpResponse:
    """Send those ticked once more."""
    ids = ticked(request, "delivery")
    count = choosing.try_again(by=actor(request), at=now(), ids=ids)
    words = ngettext(
        "%(count)d delivery sets out once more.", "%(count)d deliveries set out once more.", count
    )
    messages.success(request, words % {"count": count})
    query = request.GET.urlencode()
    return redirect(reverse("notices:log") + (f"?{query}" if query else ""))


@require_POST
@require("notice.manage")
def webhook(request: "AuthedRequest") -> HttpResponse:
    """Say where notices are handed on to."""
    form = WebhookAddress(request.POST)

    def act() -> None:
        choosing.set_webhook(by=actor(request), at=now(), url=form.cleaned_data["url"].strip())

    if carried_out(form, act):
        messages.success(request, _("The address of the webhook is set."))
        return redirect("notices:log")
    return _page(request, form, status=422)


def _page(request: "AuthedRequest", form: WebhookAddress, *, status: int = 200) -> HttpResponse:
    asked = Asked(request.GET)
    asked.is_valid()
    said = {name: asked.cleaned_data.get(name, "") for name in asked.fields}
    found = selectors.deliveries(state=said["state"], way=said["way"], text=said["q"])
    opened = ways.opened()
    context = {
        "asked": asked,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "mail_is_open": "mail" in opened,
        "webhook_is_open": "webhook" in opened,
        "hosts": settings.WEBHOOK_HOSTS,
    }
    return render(request, "notices/log.html", context, status=status)
