"""会议手册: agenda, host's script, report text, topics on A3, a card of each project."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import override

from ballast.delivery.plans import selectors as plans
from ballast.delivery.schedule import selectors as schedule
from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.rules import COMING, PAST
from ballast.dispatch.meetings.rules import Kind as MeetingKind
from ballast.kernel import money
from ballast.platform.documents import selectors as papers
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query
from ballast.platform.documents.rules import IN_FORCE
from ballast.projects import selectors as projects
from ballast.projects.rules import at_work

from . import common

if TYPE_CHECKING:
    from decimal import Decimal

    from ballast.dispatch.meetings.models import Meeting
    from ballast.dispatch.meetings.selectors import AgendaLine
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project

TEMPLATE = Path(__file__).parents[1] / "papers" / "booklet.docx"
_TITLE, _ADVICE, _OPINION, _NAME, _REPORT = 60, 90, 60, 60, 3_000  # signs
_MOST_UNDONE = 30  # tasks named; the rest stands in the weekly bulletin
_REPORT_OF = "bulletin"  # its text is what the office reports


def subjects(period: str) -> Sequence[str]:
    return common.of_month(period, COMING | PAST)


def compose(query: Query) -> Sequence[Composed]:
    """A booklet for each of the meetings."""
    with override("zh-hans"):
        return [_composed(one, query) for one in common.asked(query)]


def _composed(meeting: "Meeting", query: Query) -> Composed:
    lines = selectors.agenda(meeting, query.on)
    kept = selectors.promises_kept(meeting, query.on)
    time = f" {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    return Composed(
        subject=meeting.number,
        title=f"{meeting.title}会议手册",
        values={
            "name": meeting.title,
            "when": f"{words.dated(meeting.held_on)}{time}",
            "where": meeting.place or words.UNKNOWN,
            "chair": meeting.chair or words.UNKNOWN,
            "agenda": [{"text": text} for text in _agenda(lines, has_last=kept is not None)],
            "script": [{"text": text} for text in _script(meeting, lines, common.last_time(kept))],
            "report": [
                {"text": text}
                for text in [*_report(query.viewer, query.on), *_undone(meeting, query)]
            ],
            "topics": [_topic(line) for line in lines],
            "cards": list(_cards(lines, query)),
            "source": f"会议编号 {meeting.number}",
        },
    )


def _agenda(lines: "Sequence[AgendaLine]", *, has_last: bool) -> list[str]:
    """The parts of the meeting in their order."""
    parts = ["通报上次会议议定事项落实情况"] if has_last else []
    parts += ["重点办汇报项目推进情况", "有关单位发言"]
    parts += [f"研究{words.cut(line.topic.title, _TITLE)}" for line in lines]
    parts.append("主持人讲话")
    return [f"{words.numeral(place)}、{text}" for place, text in enumerate(parts, 1)]


def _script(meeting: "Meeting", lines: "Sequence[AgendaLine]", last: str) -> Iterator[str]:
    """主持词: what is said between the parts."""
    yield f"同志们：现在召开{meeting.title}。"
    if last:
        yield f"首先通报上次会议议定事项落实情况。{last}。"
    yield "下面，请重点办汇报项目推进情况。"
    yield "下面，请有关单位发言。"
    for line in lines:
        who = line.topic.unit.short_name if line.topic.unit else "重点办"
        yield f"下面研究第{line.place}个议题：{line.topic.title}。请{who}说明情况。"
        asked = [one.unit.short_name for one in line.opinions if one.given_at]
        if asked:
            yield f"请{'、'.join(asked)}发表意见。"
        if line.topic.advice:
            yield f"拟办意见：{line.topic.advice}"
    yield "以上议定事项，会后由重点办印发交办单，请各单位按时限抓好落实。散会。"


def _report(viewer: "User", on: date) -> list[str]:
    """The text of the last bulletin in force; where there is none, what is to be put in."""
    rows = papers.visible_to(viewer, on).filter(kind=_REPORT_OF, state__in=sorted(IN_FORCE))
    last = rows.order_by("-dated", "-pk").first()
    if last is None:
        return ["（汇报材料待补：尚无已签发的通报。）"]
    said = [line.strip() for line in last.words[:_REPORT].splitlines()]
    return [line for line in said if line and "\t" not in line]


def _undone(meeting: "Meeting", query: Query) -> list[str]:
    """At a weekly meeting, what was not done of the week before it and why."""
    if meeting.kind != MeetingKind.WEEKLY:
        return []
    rows = schedule.undone_of_week(query.viewer, meeting.held_on)
    told = [
        f"{row.unit.short_name}：{words.cut(row.project.name, _NAME)}，{words.cut(row.what, _NAME)}"
        f"（{row.reason or '未报送'}{f'；第{row.times}次顺延' if row.times else ''}）"
        for row in rows[:_MOST_UNDONE]
    ]
    return [f"上周未完成和未报送的周任务{len(rows)}项。", *told] if rows else []


def _topic(line: "AgendaLine") -> dict[str, str]:
    topic, weight = line.topic, line.weight
    told = [
        f"{one.unit.short_name}：{words.cut(one.words, _OPINION)}"
        for one in line.opinions
        if one.given_at
    ]
    return {
        "place": str(line.place),
        "title": words.cut(topic.title, _TITLE),
        "unit": topic.unit.short_name if topic.unit else "重点办",
        "level": f"{words.numeral(weight.level)}级" if weight.level else words.UNKNOWN,
        "overdue": str(weight.overdue) if weight.overdue else words.UNKNOWN,
        "amount": _yi(weight.amount or None),
        "advice": words.cut(topic.advice, _ADVICE) or words.UNKNOWN,
        "opinions": "；".join(told) or words.UNKNOWN,
    }


def _cards(lines: "Sequence[AgendaLine]", query: Query) -> Iterator[dict[str, str]]:
    """A card of each project that a topic is about, as far as the drafter sees it."""
    wanted = selectors.projects_about([line.topic for line in lines])
    seen = projects.visible_to(query.viewer, query.on).filter(pk__in=list(wanted))
    found = {one.pk: one for one in seen.select_related("responsible_unit")}
    tracks = projects.tracks(found.values(), query.on)
    planned = plans.lines_of(query.on.year, list(found))
    codes = projects.codes_of(found.values(), query.on)
    for pk in wanted:
        if pk in found:
            line = planned.get(pk)
            stop = at_work(tracks[pk])
            node = f"{words.circled(stop.node.number)}{stop.node.name_zh}" if stop else ""
            yield _card(found[pk], codes.get(pk, ()), node, line.planned_yuan if line else None)


def _card(
    project: "Project", codes: Sequence[str], node: str, planned: "Decimal | None"
) -> dict[str, str]:
    unit = project.responsible_unit
    return {
        "name": words.cut(project.name, _NAME),
        "number": project.number,
        "code": "、".join(codes[:2]) or words.UNKNOWN,
        "unit": unit.short_name if unit else words.UNKNOWN,
        "owner": words.cut(project.owner_name, _NAME) or words.UNKNOWN,
        "total": _yi(project.total_investment_yuan),
        "planned": _yi(planned),
        "node": node or words.UNKNOWN,
        "content": words.cut(" ".join(project.content.split()), _ADVICE) or words.UNKNOWN,
    }


def _yi(yuan: "Decimal | None") -> str:
    return words.UNKNOWN if yuan is None else money.show(yuan, places=2)


def sample() -> Composed:
    """The specimen that a template is tried on."""
    return Composed(
        subject="M2023-10",
        title="9月份全市重点项目现场调度会会议手册",
        values={
            "name": "9月份全市重点项目现场调度会",
            "when": "2023年10月18日 09:00",
            "where": "高新区",
            "chair": "×××副市长",
            "agenda": [{"text": "一、通报上次会议议定事项落实情况"}, {"text": "二、主持人讲话"}],
            "script": [{"text": "同志们：现在召开9月份全市重点项目现场调度会。"}],
            "report": [{"text": "1—9月，全市978个重点项目完成投资2593.8亿元。"}],
            "topics": [
                {
                    "place": "1",
                    "title": "澜江区新能源动力电池产业园（一期）外线通道问题",
                    "unit": "澜江区",
                    "level": "二级",
                    "overdue": "3",
                    "amount": "12.40",
                    "advice": "建议由市经济和信息化局牵头会商。",
                    "opinions": "国网示例供电公司：同意。",
                }
            ],
            "cards": [
                {
                    "name": "澜江区新能源动力电池产业园（一期）",
                    "number": "YC-000001",
                    "code": "2302-990104-04-01-100013",
                    "unit": "澜江区",
                    "owner": "示例蓉动新能源科技有限公司",
                    "total": "46.80",
                    "planned": "12.40",
                    "node": "⑪安装配套",
                    "content": "建设动力电池生产线及配套设施。",
                }
            ],
            "source": "会议编号 M2023-10",
        },
    )


KIND = Kind(
    code="booklet",
    name="会议手册",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=subjects,
    compose=compose,
    sample=sample,
)
