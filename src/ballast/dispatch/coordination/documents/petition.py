"""请示: a matter that two levels have not solved is put to the leading group."""

from collections.abc import Iterator

from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.selectors.papers import Matter
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed
from ballast.platform.documents.selectors import letterhead

from . import telling

_TITLE, _OPINIONS, _OPINION = 60, 3, 100
_OFFICE = "办公室"
_SAYING = frozenset(
    {Act.SEND_BACK, Act.PAUSE, Act.DECLINE, Act.REFUSE, Act.HAND_OVER, Act.ESCALATE}
)


def petition(matter: Matter) -> Composed:
    title = words.cut(matter.issue.title.rstrip("。"), _TITLE)
    return Composed(
        subject=matter.subject,
        title=f"关于提请协调解决{title}事项的请示",
        values={
            "addressees": _superior(matter),
            "copied_to": "",
            "opening": f"{title}事项{_levels(matter)}，至{telling.day(matter.on, matter)}尚未解决，"
            "现提请协调。有关情况如下。",
            "facts": list(_facts(matter)),
            "done": list(_done(matter)),
            "snapshot": telling.source(matter),
        },
        passages={
            "各方意见": _opinions(matter),
            "分歧焦点": f"经多次协调，各方就{title}的解决办法、费用承担和完成时限尚未取得一致。",
            "请示事项": f"请研究确定{title}事项的解决办法、责任单位和完成时限。",
            "我办建议": _advice(matter),
        },
    )


def _superior(matter: Matter) -> str:
    """The leading group whose office writes."""
    head = letterhead(matter.on)
    issuer = head.issuer if head else ""
    return issuer.removesuffix(_OFFICE) if issuer.endswith(_OFFICE) else ""


def _levels(matter: Matter) -> str:
    gone = "、".join(telling.level(one.level) for one in matter.stages)
    return f"经{gone}协调" if gone else "经协调"


def _facts(matter: Matter) -> Iterator[str]:
    if told := telling.project(matter):
        yield told
    if told := telling.described(matter):
        yield f"{told}。"
    yield f"该事项（编号{matter.issue.number}）{telling.effect(matter)}。"


def _done(matter: Matter) -> Iterator[str]:
    """Level by level: who, from when, until when, in how many days."""
    stages = matter.stages
    for place, stage in enumerate(stages):
        end = stages[place + 1].since if place + 1 < len(stages) else matter.on
        helped = telling.names(matter.assisting, but=stage.lead)
        yield (
            f"{telling.level(stage.level)}协调：{telling.day(stage.since, matter)}至"
            f"{telling.day(end, matter)}，由{stage.lead.name}牵头"
            f"{f'，{helped}配合' if helped else ''}，期限{telling.days_of(matter, stage)}个工作日，"
            "未能办结。"
        )
    if sent := [one for one in matter.sent if one.number and one.dated]:
        told = "、".join(f"{one.number}（{telling.dated(one, matter)}）" for one in sent)
        yield f"期间先后印发{told}。"


def _opinions(matter: Matter) -> str:
    """The last words that were put on record, as a beginning."""
    said = [one for one in matter.steps if one.act in _SAYING and one.words.strip()]
    told = [
        f"{telling.day(one.on, matter)}{one.by}：{words.cut(' '.join(one.words.split()), _OPINION)}"
        for one in said[-_OPINIONS:]
    ]
    return "；".join(told) + "。" if told else "（写明各有关单位的意见和依据）"


def _advice(matter: Matter) -> str:
    ladder = matter.clocks.ladder(matter.on)
    days = ladder.level(ladder.top).days_for(matter.issue.severity)
    due = telling.day(matter.clocks.workdays.add(matter.on, days), matter)
    helped = telling.names(matter.assisting, but=matter.issue.lead)
    whom = f"由{matter.issue.lead.name}牵头{f'、{helped}配合' if helped else ''}"
    return f"方案一：{whom}，于{due}前办结；方案二：提交领导小组会议议定。各方案利弊：（写明）。"
