"""The invented city's October by weeks: month nodes, tasks filed by Friday noon, one bulletin.

About every fourth project at work is dispatched by the week. What becomes of a task is drawn from
the city's seed; each unit writes and files its own, some of them late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from ballast.delivery.schedule import services as schedule
from ballast.delivery.schedule.models import WeekTask
from ballast.delivery.schedule.rules import Week
from ballast.delivery.schedule.services import NodeDraft, TaskDraft, TaskFiling
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import User
from ballast.projects.rules import Party

from .days import at, on
from .describing import numbers
from .generator.told import YEAR, City, Work
from .months import People

MOST = 206
WEEKS = [Week.of(date(YEAR, 10, 9)).later(n) for n in range(4)]  # the last is under way
DONE, UNFILED = 0.84, 0.96  # of a hundred tasks so many are done; the rest of these undone
LATE_UNITS = 6
_UNSTARTED = (
    "完成施工许可申报材料",
    "完成剩余地块清表移交",
    "完成临水临电接入",
    "完成施工招标评标",
)
_WORKS: Mapping[str, Sequence[str]] = {
    "linear": ("完成2公里路基填筑", "完成3号墩承台浇筑", "架设钢箱梁4榀", "完成管线迁改300米"),
    "building": ("完成2号楼五层楼板浇筑", "完成地下室外墙防水", "完成砌体工程样板验收"),
    "retrofit": ("完成旧线拆除", "主要设备到货验收", "完成控制系统单机调试"),
}
_USUAL = ("完成厂房钢结构吊装", "完成设备基础浇筑", "完成厂区管网试压", "完成变电站土建")
_NODES = ("主体结构完成至五层", "设备安装完成60%", "完成主要管线敷设", "完成标段验收资料报审")
_WHY = ("连日降雨停工3天", "钢材进场推迟", "管线权属单位迁改未完成", "图纸变更待审", "劳务班组调整")


@dataclass
class _Course:
    """The projects that are dispatched, and who writes for each."""

    works: Sequence[Work]
    people: People
    dice: Random
    ids: Mapping[str, int] = field(default_factory=numbers)

    def of_unit(self) -> dict[str, list[Work]]:
        found: dict[str, list[Work]] = {}
        for work in self.works:
            found.setdefault(work.unit.code, []).append(work)
        return found

    def actor(self, unit: str) -> Actor:
        return next((who for _, code, who in self.people.reads if code == unit), self.people.office)

    def words(self, work: Work) -> str:
        texts = _WORKS.get(work.template, _USUAL) if work.days.started else _UNSTARTED
        return self.dice.choice(texts)


def live_weeks(city: City, people: People) -> dict[str, int]:
    """October by weeks, filed up to the last of them; how many tasks."""
    going = [work for work in city.works if not work.days.finished]
    chosen = going[:: max(1, len(going) // MOST)][:MOST]
    course = _Course(chosen, people, Random(city.seed))  # noqa: S311 - no secret
    _set_nodes(course)
    for week in WEEKS:
        _plan(course, week)
        if week != WEEKS[-1]:
            _file(course, week)
    viewer = User.objects.get(username="office")
    schedule.draft_bulletin(
        by=people.office, at=at(WEEKS[-1].monday, 9), viewer=viewer, week=WEEKS[-2]
    )
    return {"tasks": WeekTask.objects.count()}


def _set_nodes(course: _Course) -> None:
    """What October is to bring, and what it brought."""
    drafts = [
        NodeDraft(
            project_id=course.ids[work.name],
            what=course.dice.choice(_NODES),
            due_on=date(YEAR, 10, course.dice.randint(16, 31)),
            person=_person(work),
        )
        for work in course.works
    ]
    nodes = schedule.set_nodes(by=course.people.office, at=on(10, 8), drafts=drafts)
    reached: dict[int, date | None] = {
        node.pk: node.due_on for node in nodes if course.dice.random() < DONE
    }
    schedule.reach_nodes(by=course.people.office, at=on(10, 31, 16), reached=reached)


def _plan(course: _Course, week: Week) -> None:
    """On the last working day before it: what is carried over, and one task a project."""
    carried = {row.project_id: row for row in _undone(week.later(-1))}
    moment = at(week.monday - timedelta(days=1 if week == WEEKS[0] else 3), 15)
    for unit, works in course.of_unit().items():
        drafts = [_draft(course, work, week, carried) for work in works]
        schedule.plan_tasks(by=course.actor(unit), at=moment, week=week, drafts=drafts)


def _draft(course: _Course, work: Work, week: Week, carried: Mapping[int, WeekTask]) -> TaskDraft:
    pk = course.ids[work.name]
    before = carried.get(pk)
    return TaskDraft(
        project_id=pk,
        what=before.what if before else course.words(work),
        due_on=week.friday,
        person=_person(work),
        carried_from=before.pk if before else None,
    )


def _person(work: Work) -> str:
    """Who answers for its tasks: the liaison of its task force."""
    return next((one.person for one in work.people if one.party is Party.TASK_FORCE), "")


def _undone(week: Week) -> list[WeekTask]:
    return list(WeekTask.objects.filter(week=week.monday, state="undone"))


def _file(course: _Course, week: Week) -> None:
    """On Friday morning; a few units only in the afternoon."""
    units = course.of_unit()
    late = set(course.dice.sample(sorted(units), min(LATE_UNITS, len(units) // 3)))
    tasks = WeekTask.objects.filter(week=week.monday).select_related("unit").order_by("pk")
    of_unit: dict[str, list[TaskFiling]] = {}
    for row in tasks:
        if filing := _filing(course, row, week):
            of_unit.setdefault(row.unit.code, []).append(filing)
    for unit, filings in of_unit.items():
        moment = _friday(week, is_late=unit in late)
        schedule.file_tasks(by=course.actor(unit), at=moment, filings=filings)


def _friday(week: Week, *, is_late: bool) -> datetime:
    return at(week.friday, 15 if is_late else 10)


def _filing(course: _Course, row: WeekTask, week: Week) -> TaskFiling | None:
    drawn = course.dice.random()
    if drawn >= UNFILED:
        return None
    if drawn < DONE:
        return TaskFiling(task_id=row.pk, is_done=True)
    return TaskFiling(
        task_id=row.pk,
        is_done=False,
        reason=course.dice.choice(_WHY),
        new_due_on=week.later().friday,
    )
