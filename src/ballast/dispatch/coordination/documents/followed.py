"""办结件: a 督办单 with its reply, its 整改方案 and how that was graded, and how it ended."""

from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import override

from ballast.dispatch.coordination.messages.plans import NODE_STANDINGS
from ballast.dispatch.coordination.models import IssueStep
from ballast.dispatch.coordination.rules.issues import Act, IssueState
from ballast.dispatch.coordination.rules.plans import Grade, PlanState
from ballast.dispatch.coordination.selectors.followed import Outcome, outcome
from ballast.dispatch.coordination.selectors.plans import PlanSeen
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Followed

from . import telling

_SHORT, _LONG, _PLAN = 24, 70, 600
GRADES: Mapping[Grade, str] = {
    Grade.EXCELLENT: "优秀",
    Grade.GOOD: "良好",
    Grade.QUALIFIED: "合格",
    Grade.UNQUALIFIED: "不合格（退回重办）",
}
_ENDS = frozenset({Act.CONFIRM, Act.DECIDE_CLOSED})


def followed(paper_id: int, on: date) -> Followed | None:
    """What the sheet left open when it was signed, as far as it is known."""
    with override("zh-hans"):
        found = outcome(paper_id, on)
        return _told(found) if found else None


def graded(chosen: str = "") -> str:
    """优秀□　良好■　合格□ over 不合格（退回重办）□."""
    boxes = [f"{name}{'■' if grade == chosen else '□'}" for grade, name in GRADES.items()]
    return f"{'　'.join(boxes[:-1])}\n{boxes[-1]}"


def _told(found: Outcome) -> Followed:
    ended = found.last(_ENDS) if found.issue.state == IssueState.CLOSED else None
    known = {
        "received": _received(found),
        "feedback": _feedback(found),
        "result": _result(found),
        "review": graded(next((one.plan.grade for one in found.plans if one.plan.grade), "")),
        "confirmation": _confirmed(found),
        "ended_on": ended.on.isoformat() if ended else "",
        "plan": _plan(found.plans[0]) if found.plans and found.plans[0].nodes else {},
    }
    printed = words.dated(found.on)
    mark = f"办结件　{printed}印" if ended else f"办理情况（至{printed}）"
    return Followed(values={name: one for name, one in known.items() if one}, mark=mark)


def _received(found: Outcome) -> str:
    if not found.received:
        return ""
    first, *more = sorted(found.received, key=lambda one: one.unit_id != found.issue.lead_id)
    moment = f"{localtime(first.received_at):%m-%d %H:%M}" if first.received_at else ""
    told = f"{words.cut(first.unit.name, _SHORT)}　{first.received_by}　{moment}"
    return f"{told}；另有{len(more)}个单位签收" if more else told


def _feedback(found: Outcome) -> str:
    handed_in = [one for one in reversed(found.plans) if one.plan.handed_in_at]
    told = [_round(one) for one in handed_in]
    if told and handed_in[-1].plan.state == PlanState.PASSED:
        last = handed_in[-1]
        told[-1] += f"；每周节点{len(last.nodes)}个，已完成{last.done}个"
    return "；".join(told[-2:])


def _round(one: PlanSeen) -> str:
    row = one.plan
    which = f"（第{row.round}次）" if row.round > 1 else ""
    day = words.day(localtime(row.handed_in_at).date()) if row.handed_in_at else ""
    said = f"已审：{GRADES[Grade(row.grade)]}" if row.grade else "待审核"
    return f"整改方案{which}　{day}　{said}"


def _result(found: Outcome) -> str:
    step = found.last({Act.SOLVE})
    if step is None:
        return ""
    said = words.cut(" ".join(step.words.split()), _LONG) or "已办结"
    return f"{words.day(step.on)}报：{said}（附件{found.evidence}份）"


def _confirmed(found: Outcome) -> str:
    raiser = words.cut(found.issue.raiser.name if found.issue.raiser else telling.OFFICE, _SHORT)
    step = found.last({*_ENDS, Act.REFUSE})
    if step is None:
        return ""
    by_office = "（重点办审定）" if step.act == Act.DECIDE_CLOSED else ""
    return f"提出单位：{raiser}{by_office}\n{_word(step)}"


def _word(step: IssueStep) -> str:
    said = words.cut(" ".join(step.words.split()), _SHORT)
    if step.act == Act.REFUSE:
        return f"确认□　不同意■（{said}）　{words.day(step.on)}"
    return f"确认■　不同意□　{step.by}　{words.day(step.on)}"


def _plan(one: PlanSeen) -> Mapping[str, object]:
    """The whole of the latest plan, for the sheet behind the order."""
    row = one.plan
    handed_in = f"{row.handed_in_by}　{words.dated(localtime(row.handed_in_at).date())}"
    graded_on = words.day(localtime(row.reviewed_at).date()) if row.reviewed_at else ""
    said = f"：{' '.join(row.review_words.split())}" if row.review_words else ""
    return {
        "round": str(row.round),
        "handed_in": handed_in,
        "words": words.cut(row.words.strip(), _PLAN),
        "nodes": [
            {
                "until": node.ends_on.isoformat(),
                "words": node.words,
                "person": node.person,
                "standing": _standing(str(NODE_STANDINGS[standing]), node.done_on),
            }
            for node, standing in one.nodes
        ],
        "files": str(len(one.files)),
        "review": f"{GRADES[Grade(row.grade)]}（{row.reviewed_by}　{graded_on}）{said}"
        if row.grade
        else "待审核",
    }


def _standing(name: str, done_on: date | None) -> str:
    return f"{name}　{words.day(done_on)}" if done_on else name
