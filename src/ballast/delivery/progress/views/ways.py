"""How the city files: the review chain and the filing calendar, both data of the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ballast.delivery.progress import services
from ballast.delivery.progress.forms.ways import DAYS, CalendarForm, ChainForm
from ballast.delivery.progress.rules.codes import Level
from ballast.delivery.progress.selectors import window_rule
from ballast.delivery.progress.selectors.reviewers import chain
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, carried_out


@require("period.manage")
def ways(request: AuthedRequest) -> HttpResponse:
    """Both as in force today, each with the form that writes another from a day on."""
    by, at, today = identity.actor(request), identity.now(), identity.today()
    places = {step.level: step.order for step in chain(today)}
    rule = window_rule(today)
    asked = request.POST.get("what")
    chain_form = ChainForm(
        request.POST if asked == "chain" else None,
        initial={"since": today, **{level.value: places.get(level, 0) for level in Level}},
    )
    calendar_form = CalendarForm(
        request.POST if asked == "calendar" else None,
        initial={
            "since": today,
            "is_quarterly": bool(rule.quarterly_classes),
            **{name: getattr(rule, name) for name in DAYS},
        },
    )

    def set_chain() -> None:
        steps, since = chain_form.chain(), chain_form.cleaned_data["since"]
        services.set_chain(by=by, at=at, chain=steps, since=since)

    def set_calendar() -> None:
        days, since = calendar_form.days(), calendar_form.cleaned_data["since"]
        services.set_calendar(by=by, at=at, days=days, since=since)

    if asked == "chain" and carried_out(chain_form, set_chain):
        messages.success(request, _("The review chain is set. Filings under way keep theirs."))
        return redirect("progress:ways")
    if asked == "calendar" and carried_out(calendar_form, set_calendar):
        messages.success(request, _("The filing calendar is set. Open periods keep their window."))
        return redirect("progress:ways")
    context = {"chain_form": chain_form, "calendar_form": calendar_form}
    status = 422 if chain_form.errors or calendar_form.errors else 200
    return render(request, "progress/review/ways.html", context, status=status)
