"""Tasks: given with a day, told done by who does them, judged by who leads."""

from datetime import date

import pytest

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Task
from ballast.dispatch.coordination.rules.tasks import TaskStanding, task_acts
from ballast.dispatch.coordination.selectors import issue_desk
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import TaskReport
from ballast.platform.audit.models import Entry
from ballast.platform.notices.models import Notice
from tests.coordination.issues.factories import (
    MONDAY,
    draft_task,
    make_issue,
    make_town,
    move,
    on,
    photo,
)
from tests.support import jobs
from tests.support.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def task(town):
    issue = make_issue(town)
    (made,) = services.assign_tasks(
        by=town.by("district"), at=MONDAY, tasks=[draft_task(town, issue, decision_key="M1-1")]
    )
    return made


def told(task, words="已完成审查。", **said):
    return [TaskReport(task_id=task.pk, words=words, **said)]


def test_a_task_is_told_done_returned_told_again_and_accepted(town, task):
    doer, lead = town.by("other"), town.by("district")
    assert issue_desk.tasks_to_do(town.people["other"], MONDAY.date()) == 1
    services.report_tasks(by=doer, at=MONDAY, reports=told(task, uploads=[photo()]))
    services.return_tasks(by=lead, at=on("2024-06-04"), ids=[task.pk], words="缺专家签字")
    services.report_tasks(by=doer, at=on("2024-06-05"), reports=told(task))
    (done,) = services.accept_tasks(by=lead, at=on("2024-06-06"), ids=[task.pk])

    assert (done.done_on, done.accepted_at, done.returned) == (
        date(2024, 6, 5),
        on("2024-06-06"),
        1,
    )
    assert issue_desk.tasks_to_do(town.people["other"], MONDAY.date()) == 0
    jobs.run_all()
    kinds = Notice.objects.filter(user=town.people["other"]).values_list("kind", flat=True)
    assert sorted(kinds) == ["task_assigned", "task_returned"]


def test_a_task_is_reported_by_who_does_it_and_judged_by_who_leads(town, task):
    lead, other = town.by("district"), town.by("other")

    assert refused(lambda: services.report_tasks(by=lead, at=MONDAY, reports=told(task))) == [
        "issue_not_yours"
    ]
    services.report_tasks(by=other, at=MONDAY, reports=told(task))
    assert refused(lambda: services.accept_tasks(by=other, at=MONDAY, ids=[task.pk])) == [
        "issue_not_yours"
    ]
    assert refused(lambda: services.report_tasks(by=other, at=MONDAY, reports=told(task))) == [
        "task_moved_meanwhile"
    ]


def test_what_is_wrong_with_tasks_is_told_all_at_once(town, task):
    bad = draft_task(town, task.issue, words=" ", unit_id=0, due_on=date(2024, 6, 2))

    assert refused(
        lambda: services.assign_tasks(by=town.by("company"), at=MONDAY, tasks=[bad])
    ) == ["issue_not_yours", "task_without_words", "task_due_passed", "issue_unit_unknown"]


def taken_back(town, by, *tasks, words="交办对象有误"):
    return services.take_tasks_back(
        by=town.by(by), at=on("2024-06-04"), ids=[one.pk for one in tasks], words=words
    )


def test_tasks_given_by_mistake_are_taken_back_together_and_who_had_them_is_told(town):
    new = [draft_task(town, make_issue(town)) for _ in range(3)]
    given = services.assign_tasks(by=town.by("district"), at=MONDAY, tasks=new)
    person = town.people["other"]
    before = Entry.objects.count()

    taken_back(town, "district", *given)

    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.cause) == ("coordination.tasks_withdrawn", "交办对象有误")
    assert issue_desk.tasks_to_do(person, MONDAY.date()) == 0
    jobs.run_all()
    notices = Notice.objects.filter(user=person, kind="task_taken_back")
    assert sorted(one.params["number"] for one in notices) == sorted(
        one.issue.number for one in given
    )


@pytest.mark.parametrize("by", ["other", "company"])
def test_only_who_leads_and_the_office_take_a_task_back(town, by):
    (given,) = services.assign_tasks(
        by=town.by("district"), at=MONDAY, tasks=[draft_task(town, make_issue(town))]
    )

    assert refused(lambda: taken_back(town, by, given)) == ["issue_not_yours"]
    taken_back(town, "office", given)
    assert not Task.objects.exists()


def test_nothing_that_was_worked_on_is_taken_back_and_nothing_without_a_reason(town, task):
    issue = make_issue(town)
    fresh, done, back = services.assign_tasks(
        by=town.by("district"), at=MONDAY, tasks=[draft_task(town, issue)] * 3
    )
    for one in (done, back):
        services.report_tasks(by=town.by("other"), at=MONDAY, reports=told(one))
    services.return_tasks(by=town.by("district"), at=MONDAY, ids=[back.pk], words="缺签字")

    assert refused(lambda: taken_back(town, "district", fresh, words=" ")) == [
        "issue_without_reason"
    ]
    assert refused(lambda: taken_back(town, "district", fresh, done, back, task)) == [
        "task_of_a_meeting",
        "task_moved_meanwhile",
        "task_moved_meanwhile",
    ]
    assert Task.objects.count() == 4


def test_a_task_accepted_by_mistake_is_returned_while_its_issue_is_open(town, task):
    lead, doer = town.by("district"), town.by("other")
    services.report_tasks(by=doer, at=MONDAY, reports=told(task))
    services.accept_tasks(by=lead, at=MONDAY, ids=[task.pk])

    (back,) = services.return_tasks(by=lead, at=MONDAY, ids=[task.pk], words="误点通过")

    assert (back.done_at, back.accepted_at, back.returned) == (None, None, 1)
    assert issue_desk.tasks_to_do(town.people["other"], MONDAY.date()) == 1
    services.report_tasks(by=doer, at=MONDAY, reports=told(task))
    services.accept_tasks(by=lead, at=MONDAY, ids=[task.pk])
    services.withdraw(by=town.by("office"), at=MONDAY, moves=move(task.issue))
    again = {"by": lead, "at": MONDAY, "ids": [task.pk], "words": "误点通过"}
    assert refused(lambda: services.return_tasks(**again)) == ["task_moved_meanwhile"]


@pytest.mark.parametrize(
    ("stands", "acts"),
    [
        ({}, {"report", "take_back"}),
        ({"was_returned": True}, {"report"}),
        ({"is_decided": True}, {"report"}),
        ({"is_open": False}, {"report"}),
        ({"is_done": True}, {"accept", "return"}),
        ({"is_done": True, "is_accepted": True}, {"return"}),
        ({"is_done": True, "is_accepted": True, "is_open": False}, set()),
    ],
)
def test_what_may_be_done_to_a_task_follows_from_how_it_stands(stands, acts):
    standing = TaskStanding(**stands)

    assert task_acts(standing, does=True, judges=True) == acts
    assert task_acts(standing, does=True, judges=False) == acts & {"report"}
    assert task_acts(standing, does=False, judges=True) == acts - {"report"}


def test_who_has_a_task_sees_its_issue(town, task):
    viewer = town.people["other"]
    assert selectors.issues(viewer, MONDAY.date()).get() == task.issue
    services.withdraw(by=town.by("office"), at=MONDAY, moves=move(task.issue))
    assert issue_desk.tasks_to_do(viewer, MONDAY.date()) == 0
