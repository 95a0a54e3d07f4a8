"""Nodes and tasks for tests, made through the services."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from ballast.delivery.schedule import services
from ballast.delivery.schedule.rules import Week
from ballast.delivery.schedule.services import NodeDraft, TaskDraft, TaskFiling
from tests.identity.factories import ACTOR, NOW

WEEK = Week(NOW.date())  # Monday 3 June 2024
FRIDAY = date(2024, 6, 7)
NEW_DAY = date(2024, 6, 13)


def moment(day, hour=9, minute=0):
    return datetime(2024, 6, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_node(project, *, what="完成桩基检测", due_on=date(2024, 6, 20), at=NOW, **said):
    draft = NodeDraft(project_id=project.pk, what=what, due_on=due_on, **said)
    return services.set_nodes(by=ACTOR, at=at, drafts=[draft])[0]


def make_task(project, *, what="浇筑3号墩", week=WEEK, due_on=None, at=NOW, **said):
    draft = TaskDraft(project_id=project.pk, what=what, due_on=due_on or week.friday, **said)
    return services.plan_tasks(by=ACTOR, at=at, week=week, drafts=[draft])[0]


def done(task):
    return TaskFiling(task_id=task.pk, is_done=True)


def undone(task, *, reason="连日降雨停工", new_due_on=NEW_DAY):
    return TaskFiling(task_id=task.pk, is_done=False, reason=reason, new_due_on=new_due_on)


def file(*filings, at=None, by=ACTOR):
    return services.file_tasks(by=by, at=at or moment(7), filings=filings)
