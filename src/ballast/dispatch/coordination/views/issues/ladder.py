"""分级协调时限: the levels in force, what was in force before, and others from a day on."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.forms.issues import LadderForm, as_typed
from ballast.dispatch.coordination.messages import PRESET_NAMES
from ballast.dispatch.coordination.models import IssueLadder
from ballast.dispatch.coordination.rules.levels import PRESETS, Ladder, ladder_from_json
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out


@require_http_methods(["GET", "POST"])
@require("issue.decide")
def levels(request: AuthedRequest) -> HttpResponse:
    """Show the levels; set others once it was seen what becomes of the limits."""
    on = today()
    held = selectors.ladder(on)
    begun = PRESETS.get(request.GET.get("preset", ""), held)
    form = LadderForm(request.POST or None, initial={**as_typed(begun), "valid_from": on})

    def act() -> None:
        services.set_ladder(
            by=actor(request),
            at=now(),
            ladder=form.ladder(),
            valid_from=form.cleaned_data["valid_from"],
            reason=form.cleaned_data["reason"],
        )

    is_sent = request.method == "POST"
    is_meant = is_sent and form.is_valid() and request.POST.get("confirmed") == form.told
    if is_meant and carried_out(form, act):
        messages.success(request, _("The levels are set."))
        return redirect("coordination:levels")
    is_sound = is_sent and form.is_valid() and not is_meant
    context = {
        "held": held,
        "form": form,
        "presets": PRESET_NAMES.items(),
        "history": list(_told(selectors.ladders())),
        "foreseen": _foreseen(form) if is_sound else None,
    }
    status = 422 if is_sent and not is_sound else 200
    return render(request, "coordination/issues/ladder.html", context, status=status)


def _foreseen(form: LadderForm) -> selectors.Foreseen:
    return selectors.foreseen(form.ladder(), form.cleaned_data["valid_from"])


def _told(rows: Iterable[IssueLadder]) -> Iterable[tuple[IssueLadder, Ladder]]:
    return ((one, ladder_from_json(one.ladder)) for one in rows)
