"""One issue: what it is, how its clock stands, who does what, and what this person may do now."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ballast.dispatch.coordination.forms.issues import ActForm
from ballast.dispatch.coordination.messages import PAUSE_REASONS, STEPS_OF_ISSUES
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import OPEN, RUNNING, Act, Hand, Source
from ballast.dispatch.coordination.selectors import issue_page
from ballast.dispatch.coordination.selectors.matters import ISSUE, acts_of, reach_of
from ballast.dispatch.coordination.selectors.matters import issues as visible
from ballast.dispatch.coordination.views import plans
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import today
from ballast.platform.ui.http import AuthedRequest

from .acts import BY_CODE, Offered
from .task_acts import TaskAct, shown_tasks


def one_of(request: AuthedRequest, number: str) -> Issue:
    """The issue, if this person sees it; else 404."""
    found = visible(request.user, today()).filter(number=number)
    one = found.select_related("lead", "raiser", "offered_to", "holder_person", "merged_into")
    known = one.select_related("split_from").first()
    if known is None:
        raise Http404
    return known


def issue_shown(
    request: AuthedRequest, one: Issue, tried: Mapping[str, ActForm] | None = None
) -> HttpResponse:
    """The page; ``tried`` are forms that were refused, as they were filled in."""
    on = today()
    tried = {code: form.seen_again() for code, form in (tried or {}).items()}
    told = issue_page.told(request.user, one, on)
    context: dict[str, Any] = {
        "one": one,
        "told": told,
        "limit": told.limit,
        "pauses": [(row, PAUSE_REASONS.get(row.reason, row.reason)) for row in told.pauses],
        "runs": one.state in RUNNING,
        "steps": [(row, STEPS_OF_ISSUES.get(row.act, row.act)) for row in told.steps],
        "proofs": files.of(ISSUE, str(one.pk)),
        "tasks": shown_tasks(request.user, one, on, tried),
        "source_url": _source_url(one),
        **plans.sections(request, one),
        **_offered(request, one, tried),
    }
    status = 422 if tried else 200
    return render(request, "coordination/issues/issue.html", context, status=status)


def form_of(request: AuthedRequest, what: Offered | TaskAct, one: Issue) -> ActForm:
    """The form of an act as it was sent."""
    return what.form(
        request.POST,
        request.FILES,
        issue=one,
        viewer=request.user,
        on=today(),
        auto_id=f"{what.code}-%s",
    )


def _offered(
    request: AuthedRequest, one: Issue, tried: Mapping[str, ActForm]
) -> dict[str, Sequence[tuple[Offered, ActForm, bool]]]:
    """What may be done now: first what the page waits for, then what is done seldom."""
    on = today()
    may = acts_of(request.user, [one], on)[one.pk]
    hand = reach_of(request.user, on).hand(one)
    offered = []
    for what in BY_CODE.values():
        is_tried = what.code in tried
        if is_tried or _is_offered(what, one, may, hand):
            form = tried.get(what.code) or what.form(
                issue=one, viewer=request.user, on=on, auto_id=f"{what.code}-%s"
            )
            offered.append((what, form, is_tried))
    return {
        "first": [row for row in offered if row[0].is_first or row[2]],
        "further": [row for row in offered if not row[0].is_first and not row[2]],
    }


def _is_offered(what: Offered, one: Issue, may: Collection[Act], hand: Hand) -> bool:
    """A handover is taken by the unit asked, or ordered by the office; tasks come of who leads."""
    if what.needs is None:
        return one.state in OPEN and (hand.leads or hand.decides)
    if what.code == "take_over":
        return what.needs in may and hand.offered
    if what.code == "order":
        return what.needs in may and hand.decides
    return what.needs in may


_PAGES = {"sweep": "coordination:sweep", "instruction": "coordination:instruction"}


def _source_url(one: Issue) -> str:
    """Where an issue came from, as far as the source's own key leads there."""
    if one.source == Source.MEETING and one.source_key:
        return reverse("meetings:meeting", args=[one.source_key.rpartition("-")[0]])
    kind, _, key = one.source_key.partition(":")
    if kind == "warning":
        return f"{reverse('alerts:warnings')}?q={key.partition(':')[0]}"
    if kind in _PAGES and key.isdecimal():
        return reverse(_PAGES[kind], args=[int(key)])
    return ""
