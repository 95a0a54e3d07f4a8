"""What each visitor gets of the papers and plans of issues; the north leads the one there is."""

from typing import Any

from ballast.dispatch.coordination.models import Issue, LimitExtension, Plan, PlanNode
from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.services.issues import NewIssue, raise_issues
from tests.documents.factories import make_sent_paper
from tests.identity.factories import ACTOR, NOW
from tests.support.places import Guarded, Place


def an_issue(place: Place) -> list[Any]:
    new = NewIssue(title="高压线未迁改", cause=Cause.PIPELINES, lead_id=place.north.pk)
    return [raise_issues(by=ACTOR, at=NOW, issues=[new])[0].number]


def a_plan(place: Place) -> list[Any]:
    issue = Issue.objects.get(number=an_issue(place)[0])
    paper, day = make_sent_paper(place.north), NOW.date()
    return [Plan.objects.create(issue=issue, paper=paper, asked_on=day, due_on=day).pk]


def a_node(place: Place) -> list[Any]:
    node = {"ends_on": NOW.date(), "words": "签订协议", "person": "张三"}
    return [PlanNode.objects.create(plan_id=a_plan(place)[0], **node).pk]


def an_extension(place: Place) -> list[Any]:
    issue, day = Issue.objects.get(number=an_issue(place)[0]), NOW.date()
    said = {"reason": "待批复", "asked_by": "tests", "asked_at": NOW}
    row = LimitExtension.objects.create(issue=issue, was_due_on=day, wanted_on=day, **said)
    return [row.pk]


PLANS = {
    "coordination:draft_papers": Guarded(here=404, elsewhere=404, method="post"),
    "coordination:plan": Guarded(a_plan, elsewhere=404),
    "coordination:plan_review": Guarded(a_plan, here=302, elsewhere=302, method="post"),
    "coordination:plan_node": Guarded(a_node, here=302, elsewhere=404, method="post"),
    "coordination:extension_ask": Guarded(an_issue, here=302, elsewhere=404, method="post"),
    "coordination:extension_decide": Guarded(an_extension, here=302, elsewhere=302, method="post"),
}
