"""An instruction goes on or ends: a further word of the leader, its closing, after how long."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.forms import ClosingDaysForm, FurtherWordForm, ReasonForm
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, carried_out

from .instruction import mine, shown


@require_POST
@require("instruction.enter")
def speak_again(request: AuthedRequest, pk: int) -> HttpResponse:
    """A further word: everybody signs anew, and what was closed is open again."""
    line = mine(request, pk)
    said = FurtherWordForm(request.POST, prefix="word")

    def act() -> None:
        services.speak_again(by=actor(request), at=now(), words=[said.draft(pk)])

    if carried_out(said, act):
        messages.success(request, _("Entered, and delivered to its addressees."))
        return redirect("coordination:instruction", pk)
    return shown(request, line, word_form=said)


@require_POST
@require("instruction.follow")
def close(request: AuthedRequest, pk: int) -> HttpResponse:
    line = mine(request, pk)
    said = ReasonForm(request.POST, prefix="close")

    def act() -> None:
        reason = said.cleaned_data["reason"]
        services.close(by=actor(request), at=now(), ids=[pk], reason=reason)

    if carried_out(said, act):
        messages.success(request, _("Closed."))
        return redirect("coordination:instruction", pk)
    return shown(request, line, close_form=said)


@require_POST
@require("instruction.follow")
def days(request: AuthedRequest) -> HttpResponse:
    """Set the number of working days from a day on."""
    said = ClosingDaysForm(request.POST)

    def act() -> None:
        services.set_closing_days(by=actor(request), at=now(), **said.cleaned_data)

    if carried_out(said, act):
        messages.success(request, _("The number of days is set."))
    for faults in said.errors.values():
        for fault in faults:
            messages.error(request, str(fault))
    return redirect("coordination:instructions")
