"""One issue: its page, what is done with it, and with its tasks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.coordination.selectors.matters import tasks
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out

from .acts import BY_CODE, Doing
from .page import form_of, issue_shown, one_of
from .task_acts import TASK_ACTS


@require_GET
@require("issue.view")
def issue(request: AuthedRequest, number: str) -> HttpResponse:
    return issue_shown(request, one_of(request, number))


@require_POST
@require("issue.view")
def act(request: AuthedRequest, number: str) -> HttpResponse:
    """Do one of the things offered; what the service refuses stands on the page."""
    one, what = one_of(request, number), BY_CODE.get(request.POST.get("act", ""))
    if what is None:
        raise Http404
    form = form_of(request, what, one)

    def do() -> None:
        said = form.cleaned_data
        what.do(Doing([one], {one.pk: said["seen"]}, said, actor(request), now()))

    if carried_out(form, do):
        messages.success(request, what.done)
        return redirect("coordination:issue", one.number)
    one.refresh_from_db()
    return issue_shown(request, one, {what.code: form})


@require_POST
@require("issue.view")
def task(request: AuthedRequest, number: str) -> HttpResponse:
    """Tell a task done, take what was told, or return it."""
    one, what = one_of(request, number), TASK_ACTS.get(request.POST.get("act", ""))
    if what is None:
        raise Http404
    form = form_of(request, what, one)

    def do() -> None:
        known = tasks(request.user, today()).filter(issue=one)
        if not known.filter(pk=form.cleaned_data["task"]).exists():
            raise Http404
        what.do(form.cleaned_data, actor(request), now())

    if carried_out(form, do):
        messages.success(request, what.done)
        return redirect("coordination:issue", number)
    return issue_shown(request, one, {f"{what.code}-{request.POST.get('task', '')}": form})
