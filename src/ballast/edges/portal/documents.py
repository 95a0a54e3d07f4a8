"""项目卡: one project on one A4 sheet, as one takes it along to the site or into a meeting.

A paper is written in Chinese whatever language its reader's screen is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.utils.translation import override

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.selectors import last_words
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.messages import FAMILIES, told
from ballast.dispatch.alerts.rules import CALLING, Colour
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.indicators import Value
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import Party, Progress, Stop, at_work

TEMPLATE = Path(__file__).parent / "papers" / "project_card.docx"
_HELD = (Party.SPONSOR, Party.LEAD_DEPARTMENT, Party.CONTRACTOR)
_RATES = ("completion_rate", "lead_points", "since_start_rate")
# Signs, so that a card stays on its sheet.
_NAME, _BODY, _PEOPLE, _CONTENT, _WORDS, _CALLS, _SENTENCE = 66, 42, 28, 108, 92, 62, 32
_NO = words.UNKNOWN


def compose(query: Query) -> Sequence[Composed]:
    """A card for each of these projects that the viewer may see, in the order asked for."""
    period = Period.from_code(query.period)
    with override("zh-hans"):
        return list(_cards(query, period))


def together(cards: Sequence[Composed]) -> Composed:
    """Several cards as one paper, each on a sheet of its own."""
    sheets = [one for card in cards for one in card.values["cards"]]  # type: ignore[attr-defined]
    return Composed(subject="", title="项目卡", values={**cards[0].values, "cards": sheets})


@dataclass(frozen=True, slots=True)
class _Known:
    """All that a card tells of one project; ``line`` is None where the plan has it not."""

    project: Project
    line: Any
    rates: Mapping[str, Value]
    stops: Sequence[Stop]
    codes: Sequence[str]
    held: Sequence[Responsibility]
    lamps: Sequence[Any]
    said: Filing | None


def _cards(query: Query, period: Period) -> Iterator[Composed]:
    seen = projects.visible_to(query.viewer, query.on).select_related("responsible_unit")
    by_number = {one.number: one for one in seen.filter(number__in=set(query.subjects))}
    found = [by_number[number] for number in query.subjects if number in by_number]
    ids, day = [one.pk for one in found], min(query.on, period.last_day)
    with_lamps = alerts.sees_lamps(query.viewer, query.on, period.code)
    lines = {one.pk: one for one in reporting.these(ids, period, with_lamps=with_lamps)}
    rates = _rates(lines, period)
    stops, codes = projects.tracks(found, day), projects.codes_of(found, day)
    held, said = projects.holders(ids, day, _HELD), last_words(ids, period)
    lamps = alerts.rated(ids if with_lamps else [], period.code)
    source = words.source(period, periods.seal_of(period.code))
    for one in found:
        pk = one.pk
        known = _Known(
            one,
            lines.get(pk),
            rates.get(pk, {}),
            stops[pk],
            codes.get(pk, ()),
            held.get(pk, ()),
            told(lamps.get(pk, [])),
            said.get(pk),
        )
        yield Composed(
            subject=one.number,
            title=f"项目卡（{words.cut(one.name, _NAME)}）",
            values={"cards": [_card(known, period)], "period": period.label(), "source": source},
        )


def _rates(lines: Mapping[int, Any], period: Period) -> Mapping[int, Mapping[str, Value]]:
    """Each project's rates by the declarations that every other place asks."""
    rows = [
        {
            "project_id": pk,
            "is_first": True,
            "total_yuan": line.total_investment_yuan,
            "planned_yuan": line.planned_yuan,
            "completed_yuan": line.completed_yuan,
            "since_start_yuan": line.since_start_yuan,
        }
        for pk, line in lines.items()
    ]
    return analytics.by_project(analytics.frame(rows), period, codes=_RATES) if rows else {}


def _card(known: _Known, period: Period) -> dict[str, object]:
    project, line = known.project, known.line
    stop = at_work(known.stops)
    return {
        "name": words.cut(project.name, _NAME),
        "number": project.number,
        "codes": "、".join(known.codes) or _NO,
        "kind": _kind(project, line),
        "sector": project.sector.replace("/", "·") or _NO,
        "owner": words.cut(project.owner_name, _BODY) or _NO,
        "unit": project.responsible_unit.short_name if project.responsible_unit else _NO,
        "department": _bodies(known.held, Party.LEAD_DEPARTMENT),
        "contractor": _bodies(known.held, Party.CONTRACTOR),
        "sponsor": _people(known.held),
        "content": words.cut(" ".join(project.content.split()), _CONTENT) or _NO,
        "node": _node(stop),
        **_money(known, period),
        **_lamps(known),
        "nodes": _nodes(known.stops),
        **_said(known),
    }


def _kind(project: Project, line: Any) -> str:
    of = words.PLAN_CLASSES.get(line.plan_class if line else "")
    return "，".join(filter(None, [words.TIERS.get(project.tier), of])) or _NO


def _bodies(held: Sequence[Responsibility], party: Party) -> str:
    its = [one for one in held if one.party == party]
    named = "、".join(one.unit.short_name if one.unit else one.body for one in its)
    return words.cut(named, _BODY) or _NO


def _people(held: Sequence[Responsibility]) -> str:
    its = [one for one in held if one.party == Party.SPONSOR]
    named = "、".join(f"{one.post} {one.person}".strip() for one in its)
    return words.cut(named, _PEOPLE) or _NO


def _node(stop: Stop | None) -> str:
    return f"{words.circled(stop.node.number)}{stop.node.name_zh}" if stop else _NO


def _money(known: _Known, period: Period) -> dict[str, str]:
    """Amounts in 亿元; every rate with what it is a rate of."""
    line, total = known.line, known.project.total_investment_yuan
    if line is None:
        none = dict.fromkeys(("plan", "month", "since_start"), _NO)
        return {**none, "total": _yi(total), "completed": f"未列入{period.year}年度计划"}
    return {
        "total": _yi(total),
        "plan": _plan(line),
        "month": _yi(line.month_yuan),
        "completed": _yi(line.completed_yuan) + _completion(known, period),
        "since_start": _yi(line.since_start_yuan) + _since_start(known),
    }


def _plan(line: Any) -> str:
    """The plan in force, and as it was issued where that was another."""
    if line.original_yuan is None or line.original_yuan == line.planned_yuan:
        return _yi(line.planned_yuan)
    return f"{_yi(line.planned_yuan)}（年初下达{_yi(line.original_yuan)}）"


def _completion(known: _Known, period: Period) -> str:
    rate, lead = known.rates["completion_rate"].value, known.rates["lead_points"].value
    if rate is None or lead is None:
        return ""
    line = known.line
    share = f"{money.half_up(rate, 1)}%（{_bare(line.completed_yuan)}／{_bare(line.planned_yuan)}）"
    time = f"时序进度（{money.percent(period.time_progress)}%）"
    carried = line.filed_for not in {None, "", period.code}
    of = f"，为{Period.from_code(line.filed_for).label(year=False)}报送数" if carried else ""
    return f"，年度完成率{share}，{words.against(lead, time)}{of}"


def _since_start(known: _Known) -> str:
    rate, line = known.rates["since_start_rate"].value, known.line
    if rate is None or line.since_start_yuan is None:
        return ""
    share = f"{_bare(line.since_start_yuan)}／{_bare(line.total_investment_yuan)}"
    return f"，占总投资{money.half_up(rate, 1)}%（{share}）"


def _bare(yuan: Decimal | None) -> str:
    return money.show(yuan or Decimal(0), places=2)


def _yi(yuan: Decimal | None) -> str:
    return _NO if yuan is None else f"{money.show(yuan, places=2)}亿元"


def _lamps(known: _Known) -> dict[str, object]:
    """The project's own lamp, and each family's with the sentence that says why."""
    if known.line is None or known.line.colour is None:
        return {"lamp": "本期尚未评灯", "lamps": []}
    return {
        "lamp": words.LAMPS[Colour(known.line.colour)],
        "lamps": [
            {
                "family": str(FAMILIES[one.family]),
                "lamp": words.LAMPS[one.colour],
                "because": words.cut(
                    words.in_days(one.because), _CALLS if one.colour in CALLING else _SENTENCE
                ),
            }
            for one in known.lamps
        ],
    }


_STANDS = {
    Progress.DONE: "已完成",
    Progress.NOW: "办理中",
    Progress.AHEAD: "未开始",
    Progress.UNRECORDED: "未登记",
    Progress.VOID: "不适用",
}


def _nodes(stops: Sequence[Stop]) -> list[dict[str, object]]:
    """The thirteen in two columns of seven and six."""
    told_of = [_stop(one) for one in stops]
    half = (len(told_of) + 1) // 2
    none = {"name": "", "planned": "", "reached": "", "late": ""}
    pairs = zip_longest(told_of[:half], told_of[half:], fillvalue=none)
    return [{"left": left, "right": right} for left, right in pairs]


def _stop(stop: Stop) -> dict[str, str]:
    late = f"{stop.late}天" if stop.is_late else ""
    return {
        "name": f"{words.circled(stop.node.number)}{stop.node.name_zh}",
        "planned": _day(stop.planned_on),
        "reached": _day(stop.actual_on) if stop.actual_on else _STANDS[stop.progress],
        "late": late,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else _NO


def _said(known: _Known) -> dict[str, str]:
    """The last words of progress and of problems, and for which period they were filed."""
    if known.said is None:
        return {"said_for": "", "progress": "未报送。", "problems": "未报送。"}
    return {
        "said_for": f"（{Period.from_code(known.said.period).label()}报送）",
        "progress": _tidy(known.said.visible_progress) or "本期未填写。",
        "problems": _tidy(known.said.problems) or "无。",
    }


def _tidy(text: str) -> str:
    return words.cut(" ".join(text.split()), _WORDS)


def sample() -> Composed:
    """A card with something under every name."""
    stop = {"name": "⑪安装配套", "planned": "2023-08-31", "reached": "办理中", "late": "30天"}
    because = "年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，超过30个百分点的红灯线。"
    card = {
        "name": "澜江区新能源动力电池产业园（一期）",
        "number": "B0000013",
        "codes": "2302-990104-04-01-100013",
        "kind": "省重点，续建",
        "sector": "产业项目·先进制造业·新能源",
        "owner": "示例蓉动新能源科技有限公司",
        "unit": "澜江区",
        "department": "市经济和信息化局",
        "contractor": "示例建工集团有限公司",
        "sponsor": "副市长 ×××",
        "content": "建设动力电池生产线6条，年产能20吉瓦时，建筑面积32万平方米。",
        "node": "⑪安装配套",
        "total": "46.80亿元",
        "plan": "12.40亿元（年初下达13.00亿元）",
        "month": "0.42亿元",
        "completed": (
            "4.71亿元，年度完成率38.0%（4.71／12.40），低于时序进度（75.0%）37.0个百分点"
        ),
        "since_start": "21.06亿元，占总投资45.0%（21.06／46.80）",
        "lamp": words.LAMPS[Colour.RED],
        "lamps": [{"family": "投资进度", "lamp": words.LAMPS[Colour.RED], "because": because}],
        "nodes": [{"left": stop, "right": stop}] * 7,
        "said_for": "（2023年9月报送）",
        "progress": "主体厂房已封顶，前段设备安装完成70%。",
        "problems": "进口设备清关滞后，影响安装。",
    }
    source = "数据快照 2023-09／3f2a1b9c"
    values = {"cards": [card], "period": "2023年9月", "source": source}
    return Composed(subject="B0000013", title=f"项目卡（{card['name']}）", values=values)


KIND = Kind(
    code="project_card",
    name="项目卡",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=lambda _period: (),  # made of those that one asks for, on no month's list of drafts
    compose=compose,
    sample=sample,
)
