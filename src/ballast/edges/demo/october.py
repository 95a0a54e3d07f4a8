"""The invented city's October, filed half-way by its own people, each on the day it would be.

The portfolio's September is whole; here is a month at work: drafts, filings at every step of
their review, one returned, two entered by the office, an adjusted plan, targets, and what others
publish. What is done already is left as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ballast.delivery.plans import services as plans
from ballast.delivery.plans.rules import AdjustmentKind, Item, Measure, PlanClass, Series, Span
from ballast.delivery.plans.services import (
    OutsideFigureDraft,
    OutsideLineDraft,
    Paper,
    TargetDraft,
    WindowDraft,
)
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.rules import Report
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Unit, User
from ballast.platform.identity.services import actor_of
from ballast.platform.periods.models import PeriodLock
from ballast.projects.rules import ExitCause

from .city import AREAS
from .days import OCTOBER, SEPTEMBER, on
from .works import YEAR

PAPER = f"示政办发〔{YEAR}〕41号"
YI = Decimal(100_000_000)
WAN = Decimal(10_000)
WHOLE_YEAR = (Span.YEAR, date(YEAR, 1, 1), date(YEAR, 12, 31))
LAST_QUARTER = (Span.QUARTER, date(YEAR, 10, 1), date(YEAR, 12, 31))
SPRINT = (Span.SPRINT, date(YEAR, 9, 23), date(YEAR, 12, 31))
NEARLY_ALL = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Filed:
    """What October is filed with: 万元 of the month, the works in words and in percent."""

    name: str
    month: int
    words: str
    share: int
    problems: str = ""
    why_cut: str = ""  # what is said of a plan that was cut in October


# The owner's own projects, by how far each has come on the day the demo stands at.
DRAFTED = Filed("枕石县绕城公路改建工程（二期）", 1_130, "路面摊铺完成九成，附属工程施工。", 88)
RETURNED = Filed("枕石县乡镇连接公路提升工程", 9_800, "正常推进。", 74)
AT_COMPANY = (
    Filed("高新区至听涛区快速通道工程", 1_480, "路基填筑完成八成，桥梁下部结构施工。", 71),
    Filed("黛溪区过江通道及两岸接线工程", 620, "主墩承台浇筑完成，引桥桩基施工。", 34),
)
PASSED_ON = (
    Filed("听涛区至黛溪区快速通道工程", 860, "路基土石方完成六成，涵洞完成12座。", 46),
    Filed(
        "听涛区乡镇连接公路提升工程",
        1_750,
        "路面基层完成18千米，安防设施同步施工。",
        63,
        problems="尚余9户未完成征收签约，需属地加快净地移交。",
    ),
    Filed("澄湾区过江通道及两岸接线工程", 1_620, "主桥合龙，桥面铺装过半。", 93),
)
# Those of the state company itself.
COMPANY = (
    Filed("岚屏县市政道路及综合管廊工程", 1_150, "管廊主体完成2.1千米，道路基层施工。", 58),
    Filed(
        "听涛区城市内涝治理工程（二期）",
        4_300,
        "泵站主体完成，管涵敷设完成五成。",
        66,
        why_cut="泵站用地移交推迟，年度计划投资经市政府同意调减。",
    ),
)
# What the office enters for units whose owners have not reported.
ENTERED = (
    Filed("听涛区冷链物流中心及配套设施", 540, "主体结构施工至三层。", 41),
    Filed("听涛区高级中学迁建工程（二期）", 360, "教学楼主体施工至四层。", 38),
)

RAISED, CUT = "临空经济区至澄湾区快速通道工程", COMPANY[1].name
BEGUN, LEFT = "听涛区燃气供热老旧管网改造", "听涛区山水文旅度假区（二期）"


def live_october(*, ids: Mapping[str, int]) -> None:
    """Open October beside September, and file it half-way; ``ids`` are the projects by name."""
    if PeriodLock.objects.filter(code=OCTOBER.code).exists():
        return
    office = _actor("office")
    _adjust(office, ids)
    progress.open_periods(by=office, at=on(10, 20), periods=[OCTOBER])
    _set_targets(office)
    _note_outside(office)
    _file(ids)
    progress.enter_for(by=office, at=on(11, 3, 15), reports=_reports(ENTERED, ids))


def _adjust(office: Actor, ids: Mapping[str, int]) -> None:
    """年中调整: four projects, from the fourth quarter on."""
    window = WindowDraft(name="年中调整", first_day=date(YEAR, 9, 15), last_day=date(YEAR, 10, 15))
    plans.open_windows(by=office, at=on(9, 12), year=YEAR, windows=[window])
    plans.adjust(
        by=office,
        at=on(10, 12),
        year=YEAR,
        paper=Paper(
            reason="按前三季度进展调整年度计划", valid_from=date(YEAR, 10, 1), number=PAPER
        ),
        items=[
            Item(
                project_id=ids[RAISED],
                kind=AdjustmentKind.AMOUNT_CHANGED,
                planned_yuan=30_000 * WAN,
                reason="汛期前完成桥梁基础，施工进度提前",
            ),
            Item(
                project_id=ids[CUT],
                kind=AdjustmentKind.AMOUNT_CHANGED,
                planned_yuan=58_000 * WAN,
                reason="泵站用地移交推迟",
            ),
            Item(
                project_id=ids[BEGUN],
                kind=AdjustmentKind.CLASS_CHANGED,
                plan_class=PlanClass.NEW_START,
                planned_yuan=1_500 * WAN,
                goal="取得施工许可并开工。",
                reason="前期手续提前完成，具备开工条件",
            ),
            Item(
                project_id=ids[LEFT],
                kind=AdjustmentKind.EXITED,
                cause=ExitCause.TO_RESERVE,
                reason="用地规划调整，年内不具备开工条件，转入储备",
            ),
        ],
    )


def _set_targets(office: Actor) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    invested, started = Measure.COMPLETED_INVESTMENT, Measure.STARTED
    city = [
        _target(WHOLE_YEAR, f"{YEAR}年完成投资", invested, target_yuan=340 * YI),
        _target(WHOLE_YEAR, f"{YEAR}年投资完成率", Measure.COMPLETION_RATE, target_rate=NEARLY_ALL),
        _target(WHOLE_YEAR, f"{YEAR}年新开工", started, target_count=25, target_yuan=260 * YI),
        _target(LAST_QUARTER, "四季度竣工", Measure.FINISHED, target_count=12),
        _target(SPRINT, "百日攻坚开工", started, target_count=3, least_total_yuan=YI),
    ]
    areas = [
        _target(
            WHOLE_YEAR,
            f"{YEAR}年完成投资",
            invested,
            unit_id=units[area.code],
            target_yuan=yi * YI,
        )
        for area, yi in zip(AREAS, (38, 9, 8, 8, 33, 27, 42, 30), strict=True)
    ]
    plans.set_targets(by=office, at=on(10, 20), year=YEAR, targets=[*city, *areas])


def _target(
    days: tuple[Span, date, date],
    name: str,
    measure: Measure,
    *,
    unit_id: int | None = None,
    **goal: Any,
) -> TargetDraft:
    span, first, last = days
    return TargetDraft(
        unit_id=unit_id,
        span=span,
        name=name,
        first_day=first,
        last_day=last,
        measure=measure,
        paper=PAPER,
        **goal,
    )


def _note_outside(office: Actor) -> None:
    """What the province published of September, and what stands outside the plan."""
    told = (
        (Series.COMPLETION_RATE, "全省平均", "80.6", None, "示例省重点项目建设进展通报"),
        (Series.COMPLETION_RATE, "示例市", "83.9", 4, "示例省重点项目建设进展通报"),
        (Series.FIXED_ASSET_GROWTH, "全省平均", "5.2", None, "示例省统计局网站"),
        (Series.FIXED_ASSET_GROWTH, "示例市", "6.1", 5, "示例省统计局网站"),
    )
    plans.put_outside_figures(
        by=office,
        at=on(10, 25),
        figures=[
            OutsideFigureDraft(
                series=series,
                area=area,
                period=SEPTEMBER,
                value=Decimal(value),
                measure="%",
                rank=rank,
                source=source,
                published_on=date(YEAR, 10, 24),
            )
            for series, area, value, rank, source in told
        ],
    )
    line = OutsideLineDraft(count=3, planned_yuan=Decimal("4.6") * YI, note="按规定不在系统内填报")
    plans.put_outside_lines(by=office, at=on(10, 25), year=YEAR, lines=[line])


def _file(ids: Mapping[str, int]) -> None:
    """The owner files, and those after them read: some as far as the last step."""
    owner, company = _actor("owner"), _actor("company")
    _save(owner, on(11, 1), [DRAFTED], ids)
    filed = _submit(owner, on(11, 1, 11), [RETURNED, *AT_COMPANY, *PASSED_ON], ids)
    own = _submit(company, on(11, 1, 15), COMPANY, ids)
    progress.send_back(
        by=company,
        at=on(11, 2, 9),
        filing_ids=[filed[RETURNED.name]],
        reason="形象进度请写明具体部位和工程量，不能只写“正常推进”。",
    )
    passed = [filed[one.name] for one in PASSED_ON]
    progress.accept(by=company, at=on(11, 2, 10), filing_ids=passed)
    last = filed[PASSED_ON[-1].name]
    progress.accept(by=_actor("department"), at=on(11, 2, 14), filing_ids=[last])
    progress.accept(by=_actor("office"), at=on(11, 3), filing_ids=[last, own[COMPANY[0].name]])


def _submit(
    by: Actor, at: datetime, filed: Iterable[Filed], ids: Mapping[str, int]
) -> dict[str, int]:
    """Filings handed in, by the projects' names."""
    saved = _save(by, at, filed, ids)
    progress.submit(by=by, at=at, filing_ids=saved.values())
    return saved


def _save(
    by: Actor, at: datetime, filed: Iterable[Filed], ids: Mapping[str, int]
) -> dict[str, int]:
    names = {ids[one.name]: one.name for one in filed}
    rows = progress.save(by=by, at=at, reports=_reports(filed, ids))
    return {names[row.project_id]: row.pk for row in rows}


def _reports(filed: Iterable[Filed], ids: Mapping[str, int]) -> list[Report]:
    return [
        Report(
            project_id=ids[one.name],
            period=OCTOBER.code,
            month_yuan=one.month * WAN,
            visible_progress=one.words,
            visible_percent=Decimal(one.share),
            problems=one.problems,
            words={"plan_cut_late": one.why_cut} if one.why_cut else {},
        )
        for one in filed
    ]


def _actor(username: str) -> Actor:
    return actor_of(User.objects.get(username=username))
