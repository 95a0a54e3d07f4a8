"""Tasks: given with a day, told done by who does them, judged by who leads."""

from datetime import date

import pytest

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.selectors import issue_desk
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import TaskReport
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


def test_who_has_a_task_sees_its_issue(town, task):
    viewer = town.people["other"]
    assert selectors.issues(viewer, MONDAY.date()).get() == task.issue
    services.withdraw(by=town.by("office"), at=MONDAY, moves=move(task.issue))
    assert issue_desk.tasks_to_do(viewer, MONDAY.date()) == 0
