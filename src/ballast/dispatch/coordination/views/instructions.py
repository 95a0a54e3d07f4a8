"""The list of instructions, and what is done with the ticked ones; a new one is entered."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.coordination import selectors, services, sheets
from ballast.dispatch.coordination.forms import ClosingDaysForm, InstructionForm
from ballast.dispatch.coordination.rules import Form
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, listing, ticked, was_done

from .asked import Asked, Tab

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.dispatch.coordination.models import Instruction

TABS = {
    Tab.MINE: gettext_lazy("To be signed for or reported"),
    Tab.OPEN: pgettext_lazy("instruction", "Open"),
    Tab.OVERDUE: pgettext_lazy("instruction", "Overdue"),
    Tab.REPORTED: pgettext_lazy("instruction", "Reported back"),
    Tab.CLOSED: pgettext_lazy("instruction", "Closed"),
    Tab.WITHDRAWN: pgettext_lazy("instruction", "Withdrawn"),
    Tab.ALL: pgettext_lazy("instruction", "All"),
}


@require_GET
@require("instruction.view")
def instructions(request: AuthedRequest) -> HttpResponse:
    """The instructions one sees, by how far they have come."""
    on, asked = today(), _asked(request)
    seen = selectors.instructions(request.user, on)
    found = selectors.chosen(seen, asked.choice, request.user, on)

    def rows(*, alone: bool) -> dict[str, Any]:
        return {
            **asked.reached(found.count()),
            "lines": selectors.lines(asked.cut(found, alone=alone), on),
            "acts": asked.tab is Tab.MINE or scope(request).may("instruction.follow"),
        }

    around = partial(_around, request, asked, seen)
    return listing(request, "coordination/instructions.html", asked, rows, around)


def _around(request: AuthedRequest, asked: Asked, seen: "QuerySet[Instruction]") -> dict[str, Any]:
    """What stands about the rows."""
    return {
        "tabs": [(words, asked.at(tab), tab == asked.tab) for tab, words in TABS.items()],
        "leaders": selectors.leaders_of(seen),
        "may_enter": scope(request).may("instruction.enter"),
        "may_remind": scope(request).may("instruction.follow"),
        "days": selectors.closing_days(today()),
        "days_form": ClosingDaysForm(initial={"since": today()}),
        "waiting": selectors.to_answer(request.user, today()),
    }


@require_GET
@require("instruction.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, as a workbook."""
    on, asked = today(), _asked(request)
    seen = selectors.instructions(request.user, on)
    lines = selectors.lines(selectors.chosen(seen, asked.choice, request.user, on), on)
    title = _("Instructions of leaders")
    notes = " · ".join([str(TABS[asked.tab]), f"{on:%Y-%m-%d}"])
    return attached(sheets.instruction_list(title, notes, lines), f"{title}_{on:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
@require("instruction.enter")
def enter(request: AuthedRequest) -> HttpResponse:
    """Enter one from the paper; delivered at once."""
    on = today()
    initial = {"said_on": on, "form": Form.WRITTEN, "projects": request.GET.get("project", "")[:32]}
    said = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = InstructionForm(*said, viewer=request.user, on=on, initial=initial)
    entered: list[Instruction] = []

    def act() -> None:
        entered.extend(services.enter(by=actor(request), at=now(), drafts=[form.draft()]))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Entered, and delivered to its addressees."))
        return redirect("coordination:instruction", entered[0].pk)
    context = {"form": form}
    return render(request, "coordination/enter.html", context, status=422 if form.is_bound else 200)


@require_POST
@require("instruction.view")
def receive(request: AuthedRequest) -> HttpResponse:
    """Sign for the ticked ones, or for the one whose page it is."""

    def act(ids: list[int]) -> str:
        services.receive(by=actor(request), at=now(), ids=ids)
        words = ngettext(
            "%(count)s instruction signed for.", "%(count)s instructions signed for.", len(ids)
        )
        return words % {"count": len(ids)}

    return _done(request, act)


@require_POST
@require("instruction.follow")
def remind(request: AuthedRequest) -> HttpResponse:
    """Remind those who have not signed, or lead and have not reported."""

    def act(ids: list[int]) -> str:
        told = services.remind(by=actor(request), at=now(), ids=ids)
        return ngettext("%(count)s person reminded.", "%(count)s people reminded.", told) % {
            "count": told
        }

    return _done(request, act)


def _done(request: AuthedRequest, act: Callable[[list[int]], str]) -> HttpResponse:
    """Do it with those meant, as far as one sees them; then back to where one was."""
    meant = ticked(request, "instruction")
    seen = selectors.instructions(request.user, today()).filter(pk__in=meant)
    ids = sorted(seen.values_list("pk", flat=True))
    if not ids:
        messages.warning(request, _("Tick at least one instruction first."))
        return redirect("coordination:instructions")
    was_done(request, lambda: messages.success(request, act(ids)))
    if "from_page" in request.POST:
        return redirect("coordination:instruction", ids[0])
    return redirect(reverse("coordination:instructions") + _asked(request).plain)


def _asked(request: AuthedRequest) -> Asked:
    """What waits for the reader comes first; where nothing does, what is open."""
    waits = "tab" not in request.GET and selectors.to_answer(request.user, today())
    return Asked.read(request.GET, Tab.MINE if waits else Tab.OPEN)
