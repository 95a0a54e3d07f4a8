"""Papers about an issue, the plan that answers a 督办单, and a later limit."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ballast.dispatch.coordination.forms.plans import (
    DecisionForm,
    DraftingForm,
    ExtensionForm,
    NodeForm,
    PlanForm,
    ReviewForm,
)
from ballast.dispatch.coordination.messages.plans import PAPERS
from ballast.dispatch.coordination.models import Issue, LimitExtension, Plan, PlanNode
from ballast.dispatch.coordination.rules import OPEN
from ballast.dispatch.coordination.rules.plans import PlanState
from ballast.dispatch.coordination.selectors import matters as selectors
from ballast.dispatch.coordination.selectors import papers, plans
from ballast.dispatch.coordination.services import extending
from ballast.dispatch.coordination.services import papers as drafting
from ballast.dispatch.coordination.services import plans as services
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out, was_done

_HANDLE, _DECIDE = "issue.handle", "issue.decide"


def sections(request: AuthedRequest, issue: Issue) -> dict[str, Any]:
    """What the page of an issue tells of its papers and plans (issue_papers, issue_plan)."""
    on = today()
    rounds, asked = plans.plans_of(issue, on), plans.extensions_of(issue)
    may_draft = scope(request).may("paper.draft") and issue.state in OPEN
    return {
        "issue": issue,
        "loop_papers": [
            (one, PAPERS[one.kind]) for one in papers.papers_of_issue(request.user, on, issue)
        ],
        "draftable": list(PAPERS.items()) if may_draft else [],
        "plans": [_told(one) for one in rounds],
        "extensions": asked,
        "may_plan": plans.may_plan(request.user, on, issue, rounds, asked),
        "review_form": ReviewForm(),
        "node_form": NodeForm(initial={"done_on": on}),
        "extension_form": ExtensionForm(),
        "decision_form": DecisionForm(),
    }


@require_POST
@require("paper.draft")
def draft_papers(request: AuthedRequest) -> HttpResponse:
    """Draft a paper of one kind about one issue or many."""
    form = DraftingForm(request.POST)
    if not form.is_valid():
        raise Http404
    numbers, made = form.numbers, []

    def act() -> None:
        kind = form.cleaned_data["kind"]
        by, at = actor(request), now()
        made.extend(
            drafting.draft_papers(by=by, at=at, viewer=request.user, kind=kind, numbers=numbers)
        )

    was_done(request, act)
    if len(made) == 1:
        return redirect("documents:paper", made[0].pk)
    if made:
        count = len(made)
        said = ngettext("%(count)s paper drafted.", "%(count)s papers drafted.", count)
        messages.success(request, said % {"count": count})
        return redirect("documents:desk")
    return _back(numbers[0]) if len(numbers) == 1 else redirect("/issues/")


@require_http_methods(["GET", "POST"])
@require(_HANDLE)
def plan(request: AuthedRequest, pk: int) -> HttpResponse:
    """The page on which the plan is written and handed in."""
    found = _plan(request, pk)
    is_sent = request.method == "POST"
    form = PlanForm(*((request.POST, request.FILES) if is_sent else ()))

    def act() -> None:
        services.hand_in_plans(by=actor(request), at=now(), plans=[form.draft(pk)])

    if is_sent and carried_out(form, act):
        messages.success(request, _("The plan is handed in."))
        return _back(found.issue.number)
    context = {
        "form": form,
        "plan": found,
        "issue": found.issue,
        "issue_page": f"/issues/{found.issue.number}/",
        "back": _last(found),
    }
    return render(request, "coordination/plan.html", context, status=422 if is_sent else 200)


@require_POST
@require(_DECIDE)
def review(request: AuthedRequest, pk: int) -> HttpResponse:
    """审核: a plan that does not pass is returned, its days unchanged."""
    form, found = ReviewForm(request.POST), _plan(request, pk)

    def act() -> None:
        words = form.cleaned_data["words"]
        services.review_plans(by=actor(request), at=now(), ids=[pk], grade=form.chosen, words=words)

    return _done(request, form, act, found.issue, _("The plan is graded."))


@require_POST
@require(_HANDLE)
def node(request: AuthedRequest, pk: int) -> HttpResponse:
    """A weekly node was reached."""
    form = NodeForm(request.POST)
    rows = PlanNode.objects.filter(pk=pk).select_related("plan__issue")
    found = rows.filter(plan__issue__in=_seen(request)).first()
    if found is None:
        raise Http404

    def act() -> None:
        services.tell_nodes(by=actor(request), at=now(), nodes=[form.told(pk)])

    return _done(request, form, act, found.plan.issue, _("Told."))


@require_POST
@require(_HANDLE)
def ask_extension(request: AuthedRequest, number: str) -> HttpResponse:
    """The lead asks for a later limit."""
    form, found = ExtensionForm(request.POST), _seen(request).filter(number=number).first()
    if found is None:
        raise Http404

    def act() -> None:
        asked = [form.draft(found.pk)]
        extending.ask_extensions(by=actor(request), at=now(), asked=asked)

    return _done(request, form, act, found, _("A later limit is asked for."))


@require_POST
@require(_DECIDE)
def decide_extension(request: AuthedRequest, pk: int) -> HttpResponse:
    form = DecisionForm(request.POST)
    rows = LimitExtension.objects.filter(pk=pk, issue__in=_seen(request)).select_related("issue")
    found = rows.first()
    if found is None:
        raise Http404

    def act() -> None:
        extending.decide_extensions(
            by=actor(request),
            at=now(),
            ids=[pk],
            is_granted=form.cleaned_data["granted"],
            words=form.cleaned_data["words"],
        )

    return _done(request, form, act, found.issue, _("Decided."))


def _seen(request: AuthedRequest) -> Any:
    return selectors.issues(request.user, today())


def _plan(request: AuthedRequest, pk: int) -> Plan:
    rows = Plan.objects.filter(pk=pk, issue__in=_seen(request)).select_related("issue", "paper")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _last(found: Plan) -> Plan | None:
    """Why the round before was returned."""
    return Plan.objects.filter(issue=found.issue_id, round=found.round - 1).first()


def _told(one: plans.PlanSeen) -> dict[str, Any]:
    row = one.plan
    return {
        "plan": row,
        "seen": one,
        "is_followed": row.state == PlanState.PASSED,
        "nodes": one.nodes,
    }


def _done(
    request: AuthedRequest, form: Form, act: Callable[[], object], issue: Issue, said: str
) -> HttpResponse:
    """Back to the issue, with what was done or why not."""
    if carried_out(form, act):
        messages.success(request, said)
    else:
        for words in (word for its in form.errors.values() for word in its):
            messages.error(request, str(words))
    return _back(issue.number)


def _back(number: str) -> HttpResponse:
    return redirect(f"/issues/{number}/")
