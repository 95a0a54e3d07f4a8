"""Tasks that were given by mistake, taken back together: named, confirmed, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.dispatch.coordination.forms.issues import ManyReason
from ballast.dispatch.coordination.messages import issue_refusals
from ballast.dispatch.coordination.models import Task
from ballast.dispatch.coordination.rules.tasks import TaskAct
from ballast.dispatch.coordination.selectors.matters import task_acts_of, tasks
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out, ticked

from .asked import Asked, View

_MOST = 500
_NAMED = 20


def may_take_back(request: AuthedRequest) -> bool:
    """Whether this person may ever give tasks, and so take them back."""
    own = scope(request)
    return own.may("issue.handle") or own.may("issue.decide")


@require_POST
@require("issue.view")
def take_back(request: AuthedRequest) -> HttpResponse:
    """Ask for the reason first; once confirmed do it."""
    if not may_take_back(request):
        raise Http404
    asked = Asked.read(request.GET)
    back = reverse("coordination:issues") + asked.seen_as(View.TASKS)
    meant = ticked(request, "task")
    found = tasks(request.user, today()).filter(pk__in=meant)
    rows = list(found.select_related("issue", "unit").order_by("due_on", "pk")[: _MOST + 1])
    if not rows:
        messages.warning(request, _("Tick at least one task first."))
        return redirect(back)
    is_said = request.POST.get("confirmed") == "1"
    form = ManyReason(request.POST if is_said else None, on=today())
    wrong = _hindered(request, rows)

    def do() -> None:
        words = form.cleaned_data["words"]
        ids = [row.pk for row in rows]
        services.take_tasks_back(by=actor(request), at=now(), ids=ids, words=words)

    if is_said and not wrong and carried_out(form, do):
        words = ngettext("%(count)s task taken back.", "%(count)s tasks taken back.", len(rows))
        messages.success(request, words % {"count": len(rows)})
        return redirect(
            reverse("coordination:issues") + replace(asked, done=None).seen_as(View.TASKS)
        )
    question = ngettext("Take %(count)s task back", "Take %(count)s tasks back", len(rows))
    context = {
        "question": question % {"count": len(rows)},
        "named": rows[:_NAMED],
        "unnamed": max(0, len(rows) - _NAMED),
        "rows": rows,
        "rest": [row for row in rows if row.pk not in wrong],
        "form": form,
        "wrong": list(wrong.values()),
        "back": back,
        "asked": asked,
    }
    status = 422 if is_said else 200
    return render(request, "coordination/issues/tasks_back.html", context, status=status)


def _hindered(request: AuthedRequest, rows: Sequence[Task]) -> dict[int, str]:
    """What speaks against it, by task, before anything is tried."""
    may = task_acts_of(request.user, rows, today())
    held = [row for row in rows if TaskAct.TAKE_BACK not in may[row.pk]]
    return {row.pk: _why(row) for row in held}


def _why(row: Task) -> str:
    said = {"number": row.issue.number, "words": row.words[:40]}
    if row.decision_key:
        return str(issue_refusals.ISSUE_WORDS["task_of_a_meeting"]) % said
    return _("%(number)s “%(words)s”: this cannot be taken back as it stands.") % said
