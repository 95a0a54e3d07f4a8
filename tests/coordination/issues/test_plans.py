"""整改方案: what answers a 督办单, until it is good enough; and a limit extended once."""

from datetime import date, timedelta

import pytest

from ballast.dispatch.coordination.models import IssueStep, LimitExtension, Plan, PlanNode
from ballast.dispatch.coordination.rules.plans import (
    Grade,
    NodeDraft,
    NodeStanding,
    standing_of_node,
)
from ballast.dispatch.coordination.selectors.plans import (
    may_plan,
    plans_of,
    plans_to_review,
    plans_to_write,
)
from ballast.dispatch.coordination.services import extending, plan_telling
from ballast.dispatch.coordination.services import issues as moving
from ballast.dispatch.coordination.services import plans as services
from ballast.dispatch.coordination.services.extending import ExtensionDraft
from ballast.dispatch.coordination.services.plans import NodeTold, PlanDraft, ask_plans
from ballast.platform.notices.models import Notice
from tests.coordination.issues.factories import make_issue, make_town, move, on, photo
from tests.documents.factories import make_sent_paper
from tests.identity.factories import make_client
from tests.support.jobs import run_all
from tests.support.refusing import faults_of

pytestmark = pytest.mark.django_db
DAY = "2024-06-05"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def issue(town):
    """The district leads it, accepted, due on 11 June, urged on the 4th."""
    found = make_issue(town)
    moving.accept(by=town.by("district"), at=on("2024-06-03"), moves=move(found))
    ask_plans([(found, make_sent_paper(town.units["district"]))], date(2024, 6, 4))
    found.refresh_from_db()
    return found


def nodes(*days):
    return [NodeDraft(ends_on=date(2024, 6, n), words=f"完成{n}", person="张三") for n in days]


def hand_in(town, *, who="district", words="会商三方，分两步迁改。", days=(7, 11), uploads=()):
    plan = Plan.objects.order_by("-round").first()
    draft = PlanDraft(plan_id=plan.pk, words=words, nodes=nodes(*days), uploads=uploads)
    [plan] = services.hand_in_plans(by=town.by(who), at=on(DAY), plans=[draft])
    return plan


def grade(town, plan, given, words=""):
    office = town.by("office")
    services.review_plans(by=office, at=on(DAY), ids=[plan.pk], grade=given, words=words)
    plan.refresh_from_db()


def refused(act):
    return [one.code for one in faults_of(act, PlanNode, LimitExtension)]


def test_a_plan_that_is_not_good_enough_is_asked_for_again_within_the_same_days(town, issue):
    plan = hand_in(town, uploads=[photo()])
    grade(town, plan, Grade.UNQUALIFIED, "没有明确资金来源。")

    again = Plan.objects.get(round=2)
    issue.refresh_from_db()
    assert (plan.state, plan.review_words) == ("returned", "没有明确资金来源。")
    assert (again.state, again.due_on, again.paper_id) == ("asked", plan.due_on, plan.paper_id)
    assert issue.due_on == date(2024, 6, 11)

    second = hand_in(town, words="财政已安排迁改费。")
    grade(town, second, Grade.GOOD)
    latest, first = plans_of(issue, date(2024, 6, 9))
    assert (latest.plan.state, latest.plan.grade) == ("passed", "good")
    assert [standing for _node, standing in latest.nodes] == ["overdue", "ahead"]
    assert len(first.files) == 1


def test_everything_that_is_wrong_with_a_plan_is_told_at_once(town, issue):
    assert refused(lambda: hand_in(town, words=" ", days=(14, 7))) == [
        "plan_without_words",
        "plan_node_after_limit",
        "plan_nodes_out_of_order",
    ]
    assert refused(lambda: hand_in(town, who="other")) == ["plan_unknown"]
    plan = hand_in(town)
    assert refused(lambda: grade(town, plan, Grade.UNQUALIFIED)) == ["issue_without_reason"]
    assert refused(lambda: hand_in(town)) == ["plan_not_asked"]


def test_weekly_nodes_are_told_once_by_the_lead_and_never_ahead_of_time(town, issue):
    plan = hand_in(town)
    first, last = PlanNode.objects.order_by("ends_on")

    def tell(node, day, at="2024-06-10"):
        told = NodeTold(node_id=node.pk, done_on=date(2024, 6, day), words="协议已签")
        services.tell_nodes(by=town.by("district"), at=on(at), nodes=[told])

    assert refused(lambda: tell(first, 6)) == ["plan_not_passed"]
    grade(town, plan, Grade.QUALIFIED)
    tell(first, 9)
    assert refused(lambda: tell(first, 9)) == ["plan_node_done"]
    assert refused(lambda: tell(last, 11)) == ["plan_node_ahead"]

    [seen] = plans_of(issue, date(2024, 6, 11))
    assert (seen.done, seen.late) == (1, 1)


@pytest.mark.parametrize(
    ("done", "today", "stands"),
    [(0, 0, "ahead"), (0, 1, "overdue"), (-1, 5, "done"), (1, 5, "done_late")],
)
def test_a_week_is_in_time_until_its_last_day_is_over(done, today, stands):
    friday = date(2024, 6, 7)
    done_on = friday + timedelta(days=done) if done else None

    found = standing_of_node(friday, done_on, friday + timedelta(days=today))

    assert found is NodeStanding(stands)


def test_who_waits_and_who_is_waited_for_learn_of_plans_and_limits(town, issue):
    def told(who):
        rows = Notice.objects.filter(user=town.people[who]).exclude(kind__startswith="issue_")
        return [(one.kind, one.params["due"]) for one in rows.order_by("made_at", "pk")]

    plan_telling.tell_plans_due(at=on(DAY))
    plan_telling.tell_plans_due(at=on(DAY))
    grade(town, hand_in(town), Grade.UNQUALIFIED, "没有明确资金来源。")
    grade(town, hand_in(town), Grade.GOOD)
    asked = ExtensionDraft(issue_id=issue.pk, wanted_on=date(2024, 6, 20), reason="待停电计划。")
    [asked] = extending.ask_extensions(by=town.by("district"), at=on(DAY), asked=[asked])
    decided = {"ids": [asked.pk], "is_granted": False, "words": "停电计划已批。"}
    extending.decide_extensions(by=town.by("office"), at=on(DAY), **decided)
    run_all()

    assert told("district") == [
        ("plan_due", "2024-06-06"),
        ("plan_returned", "2024-06-06"),
        ("plan_passed", "2024-06-06"),
        ("extension_refused", "2024-06-11"),
    ]
    assert ("extension_asked", "2024-06-20") in told("office")


def test_a_limit_is_extended_once_by_the_office_and_the_clock_keeps_it(town, issue):
    def ask(day, at=DAY, reason="待省电力公司停电计划。"):
        wanted = ExtensionDraft(issue_id=issue.pk, wanted_on=day, reason=reason)
        return extending.ask_extensions(by=town.by("district"), at=on(at), asked=[wanted])[0]

    def decide(one, *, is_granted=True, words=""):
        office = town.by("office")
        extending.decide_extensions(
            by=office, at=on(DAY), ids=[one.pk], is_granted=is_granted, words=words
        )

    assert refused(lambda: ask(date(2024, 6, 11), reason="")) == [
        "extension_not_later",
        "extension_without_reason",
    ]
    first = ask(date(2024, 6, 20))
    assert refused(lambda: decide(first, is_granted=False)) == ["issue_without_reason"]
    decide(first, is_granted=False, words="停电计划已批。")
    second = ask(date(2024, 6, 20))
    assert refused(lambda: ask(date(2024, 6, 21))) == ["extension_used"]
    decide(second)

    issue.refresh_from_db()
    step = IssueStep.objects.get(issue=issue, act="extended")
    assert (issue.due_on, issue.level) == (date(2024, 6, 20), 1)
    assert (step.words, step.due_on) == ("待省电力公司停电计划。", date(2024, 6, 20))
    moving.run_clocks(at=on("2024-06-19"))
    issue.refresh_from_db()
    assert issue.level == 1
    moving.run_clocks(at=on("2024-06-21"))
    issue.refresh_from_db()
    assert issue.level == 2


def test_nobody_asks_after_the_limit_or_about_what_nobody_urged(town, issue):
    free = make_issue(town, title="未督办事项")

    def ask(one, at):
        wanted = ExtensionDraft(issue_id=one.pk, wanted_on=date(2024, 7, 1), reason="待批复")
        extending.ask_extensions(by=town.by("district"), at=on(at), asked=[wanted])

    assert refused(lambda: ask(issue, "2024-06-12")) == ["extension_late"]
    assert refused(lambda: ask(free, DAY)) == ["extension_not_urged"]


def test_the_page_offers_each_act_to_who_may_do_it(town, issue):
    def may(name):
        rounds = plans_of(issue, date(2024, 6, 5))
        return may_plan(town.people[name], date(2024, 6, 5), issue, rounds, [])

    assert plans_to_write(town.people["district"], date(2024, 6, 5)) == [issue.number]
    assert (may("district").hand_in, may("office").hand_in, may("other").hand_in) == (
        True,
        False,
        False,
    )
    hand_in(town)
    assert (may("district").review, may("office").review) == (False, True)
    assert plans_to_write(town.people["district"], date(2024, 6, 5)) == []
    assert plans_to_review(town.people["office"], date(2024, 6, 5)) == [issue.number]


def test_a_typed_plan_comes_back_with_its_faults_and_all_that_was_typed(town, issue):
    plan = Plan.objects.get()
    said = {"words": "分两步迁改。", "node_1": "签订协议", "person_1": "张三"}
    client = make_client(town.people["district"])

    answer = client.post(f"/issues/plans/{plan.pk}/", said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "分两步迁改。" in page
    assert 'value="签订协议"' in page
