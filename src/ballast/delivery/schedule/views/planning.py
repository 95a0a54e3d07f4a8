"""What is to be done in a week is written down: proposals that were ticked, and free lines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.delivery.schedule import selectors, services
from ballast.delivery.schedule.forms import draft_of, new_lines, taken_over, typed
from ballast.delivery.schedule.rules import Week
from ballast.delivery.schedule.services import TaskDraft
from ballast.kernel.errors import Refused
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, say, ticked, was_done
from ballast.projects.selectors import typed as named
from ballast.projects.selectors import worked_on

from .asked import at_week, week_of
from .desk import planned_for, shown


@require_POST
@require(selectors.FILES)
def plan(request: AuthedRequest) -> HttpResponse:
    """Write the ticked and the typed into the week, all or none."""
    week = week_of(request)
    target = planned_for(request, week)
    drafts = [*_ticked(request, target), *_typed(request, target)]
    try:
        done = services.plan_tasks(by=actor(request), at=now(), week=target, drafts=drafts)
    except Refused as refusal:
        faults = [say(fault) for fault in refusal.faults]
        return shown(request, week, lines=new_lines(request.POST), faults=faults)
    if done:
        words = ngettext("%(count)s task written.", "%(count)s tasks written.", len(done))
        messages.success(request, words % {"count": len(done)})
    else:
        messages.warning(request, _("Nothing was ticked or typed."))
    return redirect(at_week("desk", week))


@require_POST
@require(selectors.FILES)
def withdraw(request: AuthedRequest) -> HttpResponse:
    """A task written by mistake is taken back."""
    week = week_of(request)
    ids = ticked(request, "task")

    def act() -> None:
        services.withdraw_tasks(by=actor(request), at=now(), ids=ids)
        messages.success(request, _("Taken back."))

    was_done(request, act)
    return redirect(at_week("desk", week))


def _ticked(request: AuthedRequest, target: Week) -> list[TaskDraft]:
    wanted = set(request.POST.getlist("take"))
    found = selectors.proposals(request.user, target, today()) if wanted else []
    return [
        taken_over(one, typed(one.key, ("what", "due_on", "person"), request.POST), project.name)
        for one, project in found
        if one.key in wanted
    ]


def _typed(request: AuthedRequest, target: Week) -> list[TaskDraft]:
    lines = [one for one in new_lines(request.POST) if not one.is_empty]
    if not lines:
        return []
    text = "\n".join(one.said["project"] or "-" for one in lines)
    known = named(text, worked_on(request.user, today()))
    projects = {one.text: one.project.pk for one in known if one.project}
    return [draft_of(one, projects, target.friday) for one in lines]
