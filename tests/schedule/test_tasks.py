"""Tasks are written, filed by Friday noon, carried over; a mistake is mended, nothing is lost."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ballast.delivery.schedule import selectors, services
from ballast.delivery.schedule.models import MonthNode, TaskReport, WeekTask
from ballast.delivery.schedule.rules import Origin, TaskState
from ballast.delivery.schedule.services import NodeDraft, ScheduleRefused, TaskDraft, TaskFiling
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from ballast.projects.models import StepRecord
from tests.identity.factories import ACTOR, NOW, make_unit, make_user
from tests.progress.factories import make_line
from tests.projects.factories import make_project
from tests.schedule.factories import (
    FRIDAY,
    NEW_DAY,
    WEEK,
    done,
    file,
    make_node,
    make_task,
    moment,
    undone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_unit(code="NORTH", name="北县")


@pytest.fixture
def project(north):
    project = make_project(name="北江大桥", unit=north)
    make_line(project, year=2024)
    return project


@pytest.fixture
def clerk(north):
    return make_user(role=Role.DISTRICT, unit=north)


def codes(refusal):
    return [fault.code for fault in refusal.value.faults]


def test_many_are_filed_at_once_with_one_entry_in_the_journal(project):
    first, second = make_task(project), make_task(project, what="架设钢梁")

    before = Entry.objects.count()
    file(done(first), undone(second))

    assert Entry.objects.count() == before + 1
    second.refresh_from_db()
    assert (second.state, second.reason, second.new_due_on) == ("undone", "连日降雨停工", NEW_DAY)


def test_a_week_tells_what_is_wrong_with_each_line_and_writes_nothing(project):
    first, second = make_task(project), make_task(project, what="架设钢梁")

    with pytest.raises(ScheduleRefused) as refusal:
        file(
            TaskFiling(task_id=first.pk, is_done=None),
            undone(second, reason="无", new_due_on=FRIDAY),
        )

    assert codes(refusal) == [
        "schedule_without_verdict",
        "schedule_without_reason",
        "schedule_without_new_day",
    ]
    assert not TaskReport.objects.exists()


def test_noon_of_friday_parts_in_time_from_late_and_mending_does_not_make_late(project):
    early, late = make_task(project), make_task(project, what="架设钢梁")

    file(done(early), at=moment(7, 12))
    file(undone(early), done(late), at=moment(7, 12, 1))

    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.is_late, late.is_late) == (False, True)


def test_undone_is_proposed_and_carried_over_once_with_its_count(project, clerk):
    task = make_task(project)
    file(undone(task))
    by, week = actor_of(clerk), WEEK.later()

    [(found, where)] = selectors.proposals(clerk, week, FRIDAY)
    assert (found.origin, found.times, where) == (Origin.CARRIED, 1, project)
    assert WeekTask.objects.count() == 1  # proposed is not written
    draft = TaskDraft(
        project_id=project.pk, what=found.what, due_on=found.due_on, carried_from=task.pk
    )
    [carried] = services.plan_tasks(by=by, at=moment(7), week=week, drafts=[draft])
    file(undone(carried, new_due_on=date(2024, 6, 18)), at=moment(14))
    [(again, _)] = selectors.proposals(clerk, week.later(), date(2024, 6, 14))

    assert (carried.times, again.times) == (1, 2)
    with pytest.raises(ScheduleRefused) as refusal:
        services.plan_tasks(by=by, at=moment(7), week=week, drafts=[draft])
    assert codes(refusal) == ["schedule_carried_already"]


def test_two_cannot_carry_one_task_over_whatever_the_service_thinks(project):
    task = make_task(project)
    file(undone(task))
    said = {"project": project, "unit": task.unit, "what": "又", "due_on": FRIDAY}
    rows = [WeekTask(week=WEEK.later().monday, carried_from=task, made_at=NOW, **said)] * 2

    with pytest.raises(IntegrityError), transaction.atomic():
        WeekTask.objects.bulk_create(rows)


def test_nodes_due_are_proposed_until_they_are_reached_or_written(project, clerk):
    node = make_node(project, due_on=date(2024, 6, 13))
    StepRecord.objects.create(project=project, code="real_start", planned_on=date(2024, 6, 12))
    week = WEEK.later()

    found = [one.origin for one, _ in selectors.proposals(clerk, week, FRIDAY)]
    assert found == [Origin.PLAN, Origin.NODE]
    make_task(project, week=week, node_id=node.pk, what="送检")
    assert [one.origin for one, _ in selectors.proposals(clerk, week, FRIDAY)] == [Origin.PLAN]
    StepRecord.objects.update(actual_on=date(2024, 6, 5))
    assert selectors.proposals(clerk, week, FRIDAY) == []


def test_a_wrong_filing_is_taken_back_until_it_is_carried_over(project):
    task = make_task(project)
    file(done(task))
    file(undone(task))

    services.take_back(by=ACTOR, at=moment(7), ids=[task.pk])
    task.refresh_from_db()
    assert (task.state, task.reason) == ("done", "")
    services.take_back(by=ACTOR, at=moment(7), ids=[task.pk])
    task.refresh_from_db()
    assert (task.state, task.filed_at) == ("open", None)
    with pytest.raises(ScheduleRefused) as refusal:
        services.take_back(by=ACTOR, at=moment(7), ids=[task.pk])
    assert codes(refusal) == ["schedule_not_filed"]

    file(undone(task))
    make_task(project, week=WEEK.later(), carried_from=task.pk)
    with pytest.raises(ScheduleRefused) as refusal:
        services.take_back(by=ACTOR, at=moment(7), ids=[task.pk])
    assert codes(refusal) == ["schedule_carried_on"]


def test_a_task_written_by_mistake_goes_and_a_filed_one_stays(project, clerk):
    wrong, filed = make_task(project), make_task(project, what="架设钢梁")
    file(done(filed))

    services.withdraw_tasks(by=ACTOR, at=NOW, ids=[wrong.pk])
    with pytest.raises(ScheduleRefused) as refusal:
        services.withdraw_tasks(by=ACTOR, at=NOW, ids=[filed.pk])

    assert codes(refusal) == ["schedule_task_stands"]
    assert list(selectors.mine(clerk, NOW.date())) == [filed]


def test_nobody_writes_or_files_for_another_units_project(project):
    task = make_task(project)
    stranger = actor_of(make_user(role=Role.DISTRICT))

    with pytest.raises(ScheduleRefused) as refusal:
        file(done(task), by=stranger)
    assert codes(refusal) == ["schedule_task_unknown"]
    draft = TaskDraft(project_id=project.pk, what="浇筑", due_on=FRIDAY, place="北江大桥")
    with pytest.raises(ScheduleRefused) as refusal:
        services.plan_tasks(by=stranger, at=NOW, week=WEEK, drafts=[draft])
    assert codes(refusal) == ["schedule_project_unknown"]
    with pytest.raises(NotAllowed):
        services.remind(by=stranger, at=NOW, week=WEEK)
    assert WeekTask.objects.get().state == TaskState.OPEN


def test_a_task_outside_its_week_or_of_a_week_that_is_over_is_refused(project):
    draft = TaskDraft(project_id=project.pk, what="—", due_on=date(2024, 6, 10))

    with pytest.raises(ScheduleRefused) as refusal:
        services.plan_tasks(by=ACTOR, at=moment(10), week=WEEK, drafts=[draft])

    assert codes(refusal) == [
        "schedule_week_over",
        "schedule_says_nothing",
        "schedule_due_outside",
    ]
    assert not WeekTask.objects.exists()


def test_a_month_node_keeps_what_was_planned_and_goes_when_nothing_stands_under_it(project):
    StepRecord.objects.create(project=project, code="real_start", planned_on=date(2024, 6, 12))
    node = make_node(project, code="ground_breaking", due_on=date(2024, 6, 25))
    assert (node.planned_on, node.month) == (date(2024, 6, 12), date(2024, 6, 1))
    task = make_task(project, node_id=node.pk)

    with pytest.raises(ScheduleRefused) as refusal:
        services.withdraw_nodes(by=ACTOR, at=NOW, ids=[node.pk])
    assert codes(refusal) == ["schedule_node_with_tasks"]
    services.withdraw_tasks(by=ACTOR, at=NOW, ids=[task.pk])
    services.withdraw_nodes(by=ACTOR, at=NOW, ids=[node.pk])
    assert not selectors.nodes_of_month(NOW.date())

    draft = NodeDraft(project_id=project.pk, what="开工", due_on=date(2024, 5, 31), code="moon")
    with pytest.raises(ScheduleRefused) as refusal:
        services.set_nodes(by=ACTOR, at=NOW, drafts=[draft])
    assert codes(refusal) == ["schedule_month_over", "schedule_node_not_its"]
    assert MonthNode.objects.count() == 1


def test_a_node_is_in_danger_a_week_before_its_day_until_it_is_reached(project):
    near, far = (make_node(project, due_on=date(2024, 6, day)) for day in (10, 11))
    on = NOW.date()

    assert selectors.nodes_in_danger([near, far], on) == [(near, 7)]
    assert selectors.nodes_in_danger([near, far], date(2024, 6, 12)) == [(near, -2), (far, -1)]
    services.reach_nodes(by=ACTOR, at=moment(12), reached={near.pk: date(2024, 6, 11)})
    near.refresh_from_db()
    assert selectors.nodes_in_danger([near, far], date(2024, 6, 12)) == [(far, -1)]


def test_on_friday_noon_who_has_not_filed_is_told_once(project, clerk):
    make_task(project)

    assert services.remind_due(at=moment(7, 11)) == 0
    assert services.remind_due(at=moment(6, 13)) == 0
    assert services.remind_due(at=moment(7, 12, 2)) == 1
    services.remind_due(at=moment(7, 12, 3))

    [notice] = Notice.objects.filter(user=clerk, kind="week_tasks_open")
    assert notice.params["projects"] == "北江大桥"
