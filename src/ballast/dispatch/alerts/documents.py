"""预警通知书: one sheet to the unit that answers for a project whose red warning was issued.

A paper is written in Chinese whatever language its drafter's screen is in. It never says how much
more investment would turn the lamp: that would be an invitation to make up the figure.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages.warned import warned
from ballast.dispatch.alerts.rules import USUAL, Colour, Family
from ballast.dispatch.alerts.selectors import checks, notices
from ballast.dispatch.alerts.selectors.notices import Noticed
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role
from ballast.platform.periods import selectors as periods
from ballast.projects.rules import at_work, overdue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ballast.dispatch.alerts.models import ProjectLamp

TEMPLATE = Path(__file__).parent / "papers" / "warning_notice.docx"
OBJECT_WITHIN = 3  # working days
# Signs of what may be long, so that the paper stays on its one sheet.
_NAME, _OWNER, _PEOPLE, _MATTER, _MATTERS, _CAUSE, _COPIED = 72, 52, 40, 90, 210, 80, 44
_PROMPTS = {"start": "开工类", "promotion": "促建类"}


def compose(query: Query) -> Sequence[Composed]:
    """A notice for each of the projects that has a red warning which was issued."""
    period = Period.from_code(query.period)
    with override("zh-hans"):
        office, seal = _office(query.on), periods.seal_of(period.code)
        found = notices.noticed(query.viewer, query.on, period, query.subjects)
        return [_composed(one, period, office, seal) for one in found]


def on_signing(day: date | None) -> dict[str, str]:
    """Until when to verify and to mend: working days after it is signed and goes out."""
    if day is None:
        return {
            "verify_by": f"〔送达后第{USUAL.answer_within}个工作日〕",
            "mend_by": f"〔送达后第{USUAL.mend_within}个工作日〕",
        }
    limits, calendar = checks.limits_on(day), codelists.calendar()
    return {
        "verify_by": words.day(calendar.add(day, limits.answer_within)),
        "mend_by": words.day(calendar.add(day, limits.mend_within)),
    }


def _composed(one: Noticed, period: Period, office: str, seal: str) -> Composed:
    unit, facts, values = one.project.responsible_unit, one.facts, one.values
    told: dict[str, object] = {
        "addressees": unit.name if unit else "",
        "level": f"{words.LAMPS[Colour.RED]}（{'、'.join(_prompts(one))}）",
        "rules": _rules(one),
        "judged": f"{period.label()}数据{'结账' if seal else '审核'}后",
        "source": words.source(period, seal),
        "to_date": period.label_to_date(year=False),
        "name": words.cut(one.project.name, _NAME),
        "code": "、".join(one.codes[:2]) or words.UNKNOWN,
        "owner": words.cut(one.project.owner_name, _OWNER) or words.UNKNOWN,
        "sponsor": words.cut(_people(one.sponsors), _PEOPLE),
        "kind": _kind(facts),
        "node": _node(one),
        "total": _yi(facts["total_yuan"]),
        "since_start": _yi(facts["since_start_yuan"], values["since_start_rate"].value),
        "planned": _yi(facts["planned_yuan"]),
        "completed": _yi(facts["completed_yuan"], values["completion_rate"].value),
        "matters": words.cut(_numbered(list(_matters(one, period))), _MATTERS),
        "cause": _cause(one, period),
        "escalation": office,
        "object_within": str(OBJECT_WITHIN),
        "copied_to": words.cut("，".join(_copied(one)), _COPIED),
    }
    return Composed(
        subject=one.project.number,
        title=f"重点项目预警通知书（{words.cut(one.project.name, _NAME)}）",
        values=told,
        addressees=(unit.code,) if unit else (),
    )


def _matters(one: Noticed, period: Period) -> Iterator[str]:
    """What is warned of: as the rulebook words it, or the office did; nodes; for how long."""
    lamps: list[ProjectLamp] = []
    for warning in warned(one.warnings):
        told = words.cut(words.in_days(warning.sentence).rstrip("。"), _MATTER)
        if warning.step.warning.family == Family.PROGRESS:
            told += _against_own_plan(one)
        lamps += [warning.lamp] if warning.lamp else []
        yield told
    said = {lamp.values.get("planned") for lamp in lamps}
    behind = [
        (stop, days)
        for stop, days in overdue(one.stops, period.last_day)
        if stop.planned_on and stop.planned_on.isoformat() not in said
    ]
    if behind:
        yield _behind(behind, period, most=1 if len(one.warnings) > 1 else 2)
    if one.months > 1:
        yield f"该项目已连续{one.months}个月红灯"


def _against_own_plan(one: Noticed) -> str:
    """By how much it is above or below its own plan by month; nothing where it has none."""
    points, split = one.values["plan_share_lead_points"].value, one.facts["split_yuan"]
    if points is None or not split:
        return ""
    share = money.percent(money.ratio(one.facts["plan_to_date_yuan"], split))
    return f"；{words.against(points, f'项目自身计划进度（{share}%）')}"


def _behind(found: Sequence[Any], period: Period, *, most: int) -> str:
    """The nodes furthest behind, in calendar days, in the order in which they come."""
    worst = sorted(found, key=lambda one: -one[1])[:most]
    named = "；".join(
        f"关键节点“{stop.node.name_zh}”计划{_day(stop.planned_on, period)}完成，"
        f"至{words.day(period.last_day)}未完成，已滞后{days}天"
        for stop, days in found
        if (stop, days) in worst
    )
    rest = len(found) - len(worst)
    return f"{named}；另有{rest}个节点滞后" if rest else named


def _day(day: date, period: Period) -> str:
    """With its year where that is not the period's."""
    return words.day(day) if day.year == period.year else words.dated(day)


def _numbered(matters: Sequence[str]) -> str:
    if len(matters) == 1:
        return f"{matters[0]}。"
    return "".join(f"{place}．{matter}。" for place, matter in enumerate(matters, 1))


def _prompts(one: Noticed) -> list[str]:
    return list(dict.fromkeys(_PROMPTS[line.step.prompt] for line in one.warnings))


def _rules(one: Noticed) -> str:
    """《…规则》（2023版）第二条: the rulebook by which it was decided, and the rules in it."""
    lamps = [line.lamp for line in one.warnings if line.lamp]
    book = selectors.rulebook(lamps[0].rulebook.text)
    places = [list(book.rules).index(Family(lamp.family)) for lamp in lamps]
    named = "、".join(f"第{words.numeral(place + 1)}条" for place in sorted(set(places)))
    return f"《{book.zh}》（{book.version}版）{named}"


def _cause(one: Noticed, period: Period) -> str:
    """What the unit filed as the reason, and who filed it."""
    if one.filing is None or not one.filing.problems.strip():
        return "本期未填报原因。"
    said = words.cut(" ".join(one.filing.problems.split()).rstrip("。"), _CAUSE)
    by = one.filing.unit.short_name if one.filing.unit else "建设单位"
    return f"{said}（{by}{period.label(year=False)}份填报）。"


def _kind(facts: "Mapping[str, Any]") -> str:
    """省重点，续建."""
    tier, of = (
        words.TIERS.get(facts["tier"] or ""),
        words.PLAN_CLASSES.get(facts["plan_class"] or ""),
    )
    return "，".join(filter(None, [tier, of])) or words.UNKNOWN


def _node(one: Noticed) -> str:
    stop = at_work(one.stops)
    return f"{words.circled(stop.node.number)}{stop.node.name_zh}" if stop else words.UNKNOWN


def _people(held: Sequence[Any]) -> str:
    return "、".join(f"{one.post} {one.person}".strip() for one in held) or words.UNKNOWN


def _copied(one: Noticed) -> Iterator[str]:
    for held in one.departments:
        yield f"{held.unit.short_name if held.unit else held.body}（行业主管部门）"
    if one.sponsors:
        yield "包保领导联络员"


def _office(on: date) -> str:
    """Where the project office sits: there an unanswered warning goes next."""
    units = identity.units_holding(Role.PROJECT_OFFICE, on)
    return units[0].short_name if units else "重点办"


def _yi(yuan: Decimal | None, rate: Decimal | None = None) -> str:
    """4.71亿元（38.0%）."""
    if yuan is None:
        return words.UNKNOWN
    share = "" if rate is None else f"（{money.half_up(rate, 1)}%）"
    return f"{money.show(yuan, places=2)}亿元{share}"


def sample() -> Composed:
    """The specimen that a template is tried on."""
    return Composed(
        subject="YC-000001",
        title="重点项目预警通知书（澜江区新能源动力电池产业园（一期））",
        values={
            "addressees": "澜江区人民政府",
            "level": f"{words.LAMPS[Colour.RED]}（促建类）",
            "rules": "《示例市重点项目预警管理规则》（2023版）第二条",
            "judged": "2023年9月数据结账后",
            "source": "数据快照 2023-09／3f2a1b9c",
            "to_date": "1—9月",
            "name": "澜江区新能源动力电池产业园（一期）",
            "code": "2302-990104-04-01-100013",
            "owner": "示例蓉动新能源科技有限公司",
            "sponsor": "副市长 ×××",
            "kind": "省重点，续建",
            "node": "⑪安装配套",
            "total": "46.80亿元",
            "since_start": "21.06亿元（45.0%）",
            "planned": "12.40亿元",
            "completed": "4.71亿元（38.0%）",
            "matters": (
                "1．年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，超过30个百分点的红灯线；"
                "低于项目自身计划进度（78.2%）40.2个百分点。2．关键节点“安装配套”计划8月31日完成，"
                "至9月30日未完成，已滞后30天。3．该项目已连续2个月红灯。"
            ),
            "cause": "进口设备清关滞后，影响安装（建设单位9月份填报）。",
            "escalation": "市发展改革委",
            "object_within": "3",
            "copied_to": "市经济和信息化局（行业主管部门），包保领导联络员",
        },
        addressees=("LJ",),
    )


KIND = Kind(
    code="warning_notice",
    name="预警通知书",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=notices.to_notice,
    compose=compose,
    sample=sample,
    numbered="预警",
    on_signing=on_signing,
)
