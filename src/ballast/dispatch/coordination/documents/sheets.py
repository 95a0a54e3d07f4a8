"""督办单 and 交办单: forms on one sheet, each about one matter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.rules.clocks import SILENT_DAYS
from ballast.dispatch.coordination.rules.issues import Act, Severity, Source
from ballast.dispatch.coordination.rules.papers import PLAN_WITHIN
from ballast.dispatch.coordination.selectors.papers import Matter, Stage
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed
from ballast.projects.rules import Party

from . import telling
from .followed import graded

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# Signs of what may be long, so that a form stays on its one sheet.
_MATTER, _BASIS, _UNITS, _PROJECT, _TASK, _SHORT = 60, 60, 44, 40, 60, 24
URGENCY: Mapping[str, str] = {
    Severity.GRAVE.value: "特急",
    Severity.MAJOR.value: "加急",
    Severity.ORDINARY.value: "平急",
}
SOURCES: Mapping[str, str] = {
    Source.WARNING.value: "预警排查",
    Source.FILING.value: "填报反映",
    Source.SWEEP.value: "专题摸底",
    Source.INSPECTION.value: "督查发现",
    Source.INSTRUCTION.value: "领导批示",
    Source.MEETING.value: "会议议定",
    Source.HAND.value: "单位提出",
}
OVER = "原时限已过，即行办结"
# What is filled in after the sheet has gone out; on paper it is left open.
OPEN_FIELDS: Mapping[str, object] = {
    "received": "（单位、姓名、时间）",
    "feedback": "（整改方案及审核意见）",
    "result": "（承办单位填写，附件　　份）",
    "review": graded(),
    "ended_on": "　",
    "plan": {},
}


def supervision(matter: Matter, drafter: "User") -> Composed:
    issue, stage = matter.issue, matter.ran_out or matter.stages[-1]
    helped = telling.names(matter.assisting, but=issue.lead)
    raiser = telling.raiser(matter, telling.OFFICE)
    return Composed(
        subject=matter.subject,
        title=f"重点项目督办单（{words.cut(issue.title, _MATTER)}）",
        values={
            "urgency": URGENCY[issue.severity],
            "matter": _about(matter),
            "issue": issue.number,
            "basis": words.cut(_basis(matter), _BASIS),
            "effect": telling.effect(matter),
            "lead": words.cut(issue.lead.name, _UNITS),
            "assisting": words.cut(helped, _UNITS) or words.UNKNOWN,
            "handed_on": stage.since.isoformat(),
            "original_limit": stage.due_on.isoformat(),
            "used": telling.taken(matter, stage),
            "limit": _limit(matter),
            "drafter": f"{drafter.name}　{words.day(matter.on)}",
            **OPEN_FIELDS,
            "confirmation": f"提出单位：{words.cut(raiser, _SHORT)}\n确认□　不同意□（理由）",
            "confirm_within": str(SILENT_DAYS),
            "source": telling.source(matter),
        },
        passages={"办理要求": _demands(matter)},
        addressees=tuple(dict.fromkeys(u.code for u in (issue.lead, *matter.assisting))),
    )


def assignment(matter: Matter) -> Composed | None:
    """None where no task was given yet: there is nothing to hand out."""
    if not matter.tasks:
        return None
    issue, main = matter.issue, matter.main
    unit = main.responsible_unit.name if main and main.responsible_unit else words.UNKNOWN
    tasks = [
        {
            "place": str(place),
            "words": words.cut(" ".join(task.words.split()), _TASK),
            "unit": words.cut(task.unit.name, _SHORT),
            "outcome": words.cut(task.outcome, _SHORT) or words.UNKNOWN,
            "due": telling.day(task.due_on, matter),
        }
        for place, task in enumerate(matter.tasks, 1)
    ]
    doing = [issue.lead, *(task.unit for task in matter.tasks), *matter.assisting]
    return Composed(
        subject=matter.subject,
        title=f"重点项目协调事项交办单（{words.cut(issue.title, _MATTER)}）",
        values={
            "origin": _origin(matter),
            "level": matter.clocks.ladder(matter.on).level(issue.level).name_zh,
            "project": _project(matter),
            "unit": words.cut(unit, _SHORT),
            "matter": words.cut(issue.title, _MATTER),
            "issue": issue.number,
            "effect": telling.effect(matter),
            "lamp": matter.lamp or words.UNKNOWN,
            "limit": _limit(matter),
            "lead": words.cut(issue.lead.name, _UNITS),
            "person": issue.holder_person.name if issue.holder_person else "　",
            "assisting": words.cut(telling.names(doing, but=issue.lead), _UNITS) or words.UNKNOWN,
            "liaison": _liaison(matter),
            "tasks": tasks,
            "accept_within": str(matter.clocks.ladder(matter.on).accept_days),
            "raiser": words.cut(telling.raiser(matter, telling.OFFICE), _SHORT),
            "source": telling.source(matter),
        },
        passages={"补充要求": "各承办单位按时限完成任务，牵头单位汇总后书面反馈重点办。"},
        addressees=tuple(dict.fromkeys(unit.code for unit in doing)),
    )


def _about(matter: Matter) -> str:
    """The project, and what holds it up."""
    name = matter.main.name if matter.main and matter.main.name not in matter.issue.title else ""
    return words.cut(f"{name}{matter.issue.title}", _MATTER)


def _project(matter: Matter) -> str:
    if matter.main is None:
        return words.UNKNOWN
    more = f"等{len(matter.projects)}个项目" if len(matter.projects) > 1 else ""
    return f"{words.cut(matter.main.name, _PROJECT)}{more}"


def _basis(matter: Matter) -> str:
    stage = matter.ran_out
    if stage:
        days = telling.days_of(matter, stage)
        due = telling.day(stage.due_on, matter)
        told = f"{telling.level(stage.level)}协调期限（{days}个工作日）{due}届满，尚未办结"
    else:
        told = _climbed(matter) or _running(matter, matter.stages[-1])
    by_word = matter.issue.source == Source.INSTRUCTION.value
    return f"领导批示交办；{told}" if by_word else told


def _climbed(matter: Matter) -> str:
    """That somebody asked for the next level before the limit, and why."""
    asked = [one for one in matter.steps if one.act == Act.ESCALATE]
    if not asked:
        return ""
    why = f"：{' '.join(asked[-1].words.split())}" if asked[-1].words else ""
    return f"{telling.day(asked[-1].on, matter)}提级为{telling.level(matter.issue.level)}协调{why}"


def _running(matter: Matter, stage: Stage) -> str:
    due = telling.day(stage.due_on, matter)
    return f"{telling.level(stage.level)}协调事项，办理期限至{due}"


def _limit(matter: Matter) -> str:
    due = matter.issue.due_on
    return due.isoformat() if due >= matter.on else OVER


def _demands(matter: Matter) -> str:
    plan = matter.clocks.workdays.add(matter.on, PLAN_WITHIN)
    due = matter.issue.due_on
    end = f"{telling.day(due, matter)}前办结" if due >= matter.on else "即行办结"
    with_whom = "会同配合单位" if matter.assisting else ""
    return (
        f"1．牵头单位{with_whom}研究提出解决办法，明确分工和完成节点；\n"
        f"2．{telling.day(plan, matter)}前报送整改方案，列明每周节点、责任人和完成时限；\n"
        f"3．{end}，提交佐证材料；确实不能按期办结的，到期前书面说明理由，经批准可延期一次。"
    )


def _origin(matter: Matter) -> str:
    keys = list(dict.fromkeys(task.decision_key for task in matter.tasks if task.decision_key))
    told = SOURCES[matter.issue.source]
    return f"{told}（{words.cut('、'.join(keys), 40)}）" if keys else told


def _liaison(matter: Matter) -> str:
    found = (one.person for one in matter.held if one.party == Party.PROJECT_OFFICER)
    return next(filter(None, found), "　")
