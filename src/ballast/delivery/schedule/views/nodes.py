"""A project's month nodes and the tasks under them."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.schedule import selectors, services
from ballast.delivery.schedule.forms import day, node_of, typed
from ballast.delivery.schedule.rules import Week
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, refused
from ballast.projects.selectors import visible_to, worked_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from ballast.projects.models import Project

LINE = ("what", "due_on", "code", "person")


@require_GET
@require(selectors.VIEWS)
def nodes(request: AuthedRequest, number: str) -> HttpResponse:
    """The nodes of this month and those to come, with the tasks of the weeks about now."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    return _page(request, project)


@require_POST
@require(selectors.FILES)
def set_node(request: AuthedRequest, number: str) -> HttpResponse:
    project = get_object_or_404(worked_on(request.user, today()), number=number)
    said = typed("new", LINE, request.POST)
    draft = node_of(project.pk, said, today(), project.name)

    def act() -> None:
        services.set_nodes(by=actor(request), at=now(), drafts=[draft])
        messages.success(request, _("Month node set."))

    return _done(request, project, act, said)


@require_POST
@require(selectors.FILES)
def reached(request: AuthedRequest, number: str) -> HttpResponse:
    """Say on which day a node was reached; or, with ``withdraw``, take the node back."""
    project = get_object_or_404(worked_on(request.user, today()), number=number)
    said = request.POST.get("node", "")
    pk = int(said) if said.isdecimal() else 0

    def act() -> None:
        if request.POST.get("withdraw"):
            services.withdraw_nodes(by=actor(request), at=now(), ids=[pk])
            messages.success(request, _("Taken back."))
        else:
            on = day(request.POST.get("reached_on", ""))
            services.reach_nodes(by=actor(request), at=now(), reached={pk: on})
            messages.success(request, _("Kept."))

    return _done(request, project, act, {})


def _done(
    request: AuthedRequest, project: "Project", act: "Callable[[], None]", said: dict[str, str]
) -> HttpResponse:
    if wrong := refused(act):
        return _page(request, project, said, wrong)
    return redirect("schedule:project", project.number)


def _page(
    request: AuthedRequest,
    project: "Project",
    said: dict[str, str] | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:
    on = today()
    rows = list(selectors.months_of(project.pk, on).select_related("project"))
    known = selectors.reached_by(rows, on)
    context = {
        "project": project,
        "rows": [(row, known.get(row.pk), row.due_on < on) for row in rows],
        "tasks": list(selectors.of_project(project.pk, Week.of(on))),
        "main_nodes": selectors.main_nodes(project, on),
        "may_file": scope(request).may(selectors.FILES)
        and worked_on(request.user, on).filter(pk=project.pk).exists(),
        "said": said or dict.fromkeys(LINE, ""),
        "faults": wrong or [],
        "today": on,
    }
    return render(request, "schedule/project.html", context, status=422 if wrong else 200)
