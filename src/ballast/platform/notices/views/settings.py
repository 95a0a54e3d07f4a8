"""How I want to be reached outside the product."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ballast.platform.identity.http import SIGNED_IN, actor, now, require
from ballast.platform.notices import choosing, selectors, ways
from ballast.platform.notices.forms import Choice
from ballast.platform.notices.kinds import EVERY
from ballast.platform.notices.messages import WAYS
from ballast.platform.notices.rules import Way

from .answers import carried_out, refused

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


@never_cache
@require_http_methods(["GET", "POST"])
@require(SIGNED_IN)
def settings(request: "AuthedRequest") -> HttpResponse:
    """Which kinds by which way, at which hours; the last that went out."""
    kinds, start = selectors.known_kinds(), selectors.choice_of(request.user)
    if request.method == "GET":
        return _page(request, Choice(initial=start, kinds=kinds))
    form = Choice(request.POST, kinds=kinds)

    def act() -> None:
        choosing.choose(
            by=actor(request),
            at=now(),
            mail=form.cleaned_data["mail"],
            language=get_language() or "zh-hans",
            hours=form.hours,
            wishes=form.wishes,
        )

    if carried_out(form, act):
        messages.success(request, _("What you chose is kept."))
        return redirect("notices:settings")
    return _page(request, form, status=422)


@require_POST
@require(SIGNED_IN)
def test(request: "AuthedRequest") -> HttpResponse:
    """Send me one."""
    sent: list[int] = []
    faults = refused(lambda: sent.append(choosing.send_test(by=actor(request), at=now())))
    for fault in faults:
        messages.error(request, fault)
    for count in sent:
        words = ngettext(
            "One is on its way to you by %(count)d way; look below within a minute.",
            "One is on its way to you by %(count)d ways; look below within a minute.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect("notices:settings")


def _page(request: "AuthedRequest", form: Choice, *, status: int = 200) -> HttpResponse:
    opened, every = ways.opened(), _("Every kind, also those to come")
    wished = set(form["wishes"].value() or ())
    context = {
        "form": form,
        "fields": [form[name] for name in form.fields if name != "wishes"],
        "ways": [(way.value, WAYS[way]) for way in Way if way in opened],
        "kinds": [
            (name, [(f"{kind}/{way}", f"{kind}/{way}" in wished) for way in opened])
            for kind, name in [(EVERY, every), *selectors.known_kinds()]
        ],
        "kept": sorted(one for one in wished if one.rsplit("/", 1)[-1] not in opened),
        "lately": selectors.lately_sent_to(request.user),
    }
    return render(request, "notices/settings.html", context, status=status)
