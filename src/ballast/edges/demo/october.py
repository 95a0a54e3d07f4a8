"""The invented city's October, filed half-way by its own people, each on the day it would be.

September is closed; here is a month at work: drafts, filings at every step of their review, one
returned, two entered by the office, an adjusted plan, targets, and what others publish.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from ballast.projects.rules import ExitCause

from .days import OCTOBER, SEPTEMBER, on
from .describing import numbers
from .generator.told import LAST, YEAR, City, Work
from .generator.units import AREAS, OWNER, PEOPLE
from .generator.units import NAME as CITY
from .months import People, readers_of

PAPER = f"示政办发〔{YEAR}〕41号"
YI = Decimal(100_000_000)
WAN = Decimal(10_000)
WHOLE_YEAR = (Span.YEAR, date(YEAR, 1, 1), date(YEAR, 12, 31))
LAST_QUARTER = (Span.QUARTER, date(YEAR, 10, 1), date(YEAR, 12, 31))
SPRINT = (Span.SPRINT, date(YEAR, 9, 23), date(YEAR, 12, 31))
NEARLY_ALL = Decimal("0.95")
VAGUE = "正常推进。"
WHY_CUT = "用地移交推迟，年度计划投资经市政府同意调减。"


@dataclass(frozen=True, slots=True)
class Filed:
    """What October is filed with: 万元 of the month, and the works in words."""

    work: Work
    month: int
    words: str
    why_cut: str = ""  # what is said of a plan that was cut in October


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose October goes how far."""

    drafted: Sequence[Filed]
    returned: Sequence[Filed]
    at_company: Sequence[Filed]
    passed_on: Sequence[Filed]
    company: Sequence[Filed]
    entered: Sequence[Filed]


def chosen(city: City) -> Chosen:
    """The owner's projects, by how far each has come on the day the demo stands at.

    Three passed on by the company, those in the shown district first, one draft, one returned,
    two still with the company; beside them two of its own, and two that the office enters. A
    small city has fewer.
    """
    going = [
        work
        for work in city.works
        if work.days.started and not work.days.finished and _left(work) > 0
    ]
    posted = {username: unit for username, _, unit, _ in PEOPLE}
    going.sort(key=lambda work: work.region_code != posted["district"].region_code)
    own = [_filed(work) for work in going if work.owner == OWNER.name]
    company = [_filed(work) for work in going if work.unit == posted["company"]][:2]
    late = [work for work in going if work.unit == posted["district"] and work.owner != OWNER.name]
    return Chosen(
        passed_on=own[:3],
        drafted=own[3:4],
        returned=[replace(one, words=VAGUE) for one in own[4:5]],
        at_company=own[5:7],
        company=[*company[:1], *(replace(one, why_cut=WHY_CUT) for one in company[1:])],
        entered=[_filed(work) for work in late[:2]],
    )


def _filed(work: Work) -> Filed:
    september = work.months.get(LAST)
    month = september.in_month if september else 0
    words = september.words if september else ""
    within = min(max(month, 100), _left(work))
    return Filed(work, within, f"{words.rstrip('。')}，10月按计划推进。")


def _left(work: Work) -> int:
    """How much of the total investment was not completed by September."""
    filed = work.months[max(work.months)].completed if work.months else 0
    return work.total - work.before - filed


def live_october(city: City) -> None:
    """Open October, and file it half-way."""
    office, ids = _actor("office"), numbers()
    filed = chosen(city)
    _adjust(office, city, filed, ids)
    progress.open_periods(by=office, at=on(10, 20), periods=[OCTOBER])
    _set_targets(office, city)
    _note_outside(office)
    _file(filed, ids)
    progress.enter_for(by=office, at=on(10, 31, 15), reports=_reports(filed.entered, ids))


def _adjust(office: Actor, city: City, filed: Chosen, ids: Mapping[str, int]) -> None:
    """四季度调整: four projects, from October on."""
    window = WindowDraft(
        name="四季度调整", first_day=date(YEAR, 9, 15), last_day=date(YEAR, 10, 20)
    )
    plans.open_windows(by=office, at=on(9, 12), year=YEAR, windows=[window])
    left = next(
        work
        for work in reversed(city.works)
        if work.plan_class == "新开工" and not work.days.started
    )
    moved = zip(filed.company, ((11, "施工进度提前"), (9, "用地移交推迟")), strict=False)
    items = [
        *(
            Item(
                project_id=ids[one.work.name],
                kind=AdjustmentKind.AMOUNT_CHANGED,
                planned_yuan=one.work.planned_in(LAST) * WAN * tenths // 10,
                reason=reason,
            )
            for one, (tenths, reason) in moved
        ),
        Item(
            project_id=ids[left.name],
            kind=AdjustmentKind.EXITED,
            cause=ExitCause.TO_RESERVE,
            reason="用地规划调整，年内不具备开工条件，转入储备",
        ),
        *_from_reserve(city, ids),
    ]
    paper = Paper(reason="按前三季度进展调整年度计划", valid_from=date(YEAR, 10, 1), number=PAPER)
    plans.adjust(by=office, at=on(10, 16), year=YEAR, paper=paper, items=items)


def _from_reserve(city: City, ids: Mapping[str, int]) -> list[Item]:
    return [
        Item(
            project_id=ids[work.name],
            kind=AdjustmentKind.ADDED,
            plan_class=PlanClass.NEW_START,
            planned_yuan=1_500 * WAN,
            goal="取得施工许可并开工。",
            reason="前期手续提前完成，具备开工条件",
        )
        for work in city.reserve[:1]
    ]


def _set_targets(office: Actor, city: City) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    invested, started = Measure.COMPLETED_INVESTMENT, Measure.STARTED
    new = sum(work.plan_class == "新开工" for work in city.works)
    ending = sum(work.days.planned_finish.year == YEAR for work in city.works)
    planned = sum(work.planned_in(LAST) for work in city.works) * WAN
    whole = [
        _target(WHOLE_YEAR, f"{YEAR}年完成投资", invested, target_yuan=planned),
        _target(WHOLE_YEAR, f"{YEAR}年投资完成率", Measure.COMPLETION_RATE, target_rate=NEARLY_ALL),
        _target(WHOLE_YEAR, f"{YEAR}年新开工", started, target_count=new),
        _target(LAST_QUARTER, "四季度竣工", Measure.FINISHED, target_count=max(ending // 2, 1)),
        _target(
            SPRINT, "百日攻坚开工", started, target_count=max(new // 3, 1), least_total_yuan=YI
        ),
    ]
    areas = [
        _target(
            WHOLE_YEAR,
            f"{YEAR}年完成投资",
            invested,
            unit_id=units[area.code],
            target_yuan=sum(w.planned_in(LAST) for w in city.works if w.unit == area) * WAN,
        )
        for area in AREAS
    ]
    plans.set_targets(by=office, at=on(10, 20), year=YEAR, targets=[*whole, *areas])


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
    """What stands outside the plan, and what the statisticians published of September."""
    told = (
        (Series.FIXED_ASSET_GROWTH, "全省平均", "5.2", None, "示例省统计局网站"),
        (Series.FIXED_ASSET_GROWTH, CITY, "6.1", 5, "示例省统计局网站"),
    )
    plans.put_outside_figures(
        by=office, at=on(10, 25), figures=[_outside(date(YEAR, 10, 24), *one) for one in told]
    )
    line = OutsideLineDraft(count=3, planned_yuan=Decimal("4.6") * YI, note="按规定不在系统内填报")
    plans.put_outside_lines(by=office, at=on(10, 25), year=YEAR, lines=[line])


def note_province(office: Actor) -> None:
    """How the province's key projects stood at the end of September, as it told its cities."""
    source = "示例省重点项目建设进展通报"
    told = (
        (Series.COMPLETION_RATE, "全省平均", "101.1", None, source),
        (Series.COMPLETION_RATE, CITY, "109.4", 4, source),
    )
    plans.put_outside_figures(
        by=office, at=on(10, 11), figures=[_outside(date(YEAR, 10, 11), *one) for one in told]
    )


def _outside(
    published: date, series: Series, area: str, value: str, rank: int | None, source: str
) -> OutsideFigureDraft:
    return OutsideFigureDraft(
        series=series,
        area=area,
        period=SEPTEMBER,
        value=Decimal(value),
        measure="%",
        rank=rank,
        source=source,
        published_on=published,
    )


def _file(filed: Chosen, ids: Mapping[str, int]) -> None:
    """The owner files, and those after them read: one as far as the office's desk."""
    owner, company = _actor("owner"), _actor("company")
    _save(owner, on(10, 30), filed.drafted, ids)
    rows = _submit(
        owner, on(10, 30, 11), [*filed.returned, *filed.at_company, *filed.passed_on], ids
    )
    _submit(company, on(10, 30, 15), filed.company, ids)
    if filed.returned:
        progress.send_back(
            by=company,
            at=on(10, 31, 9),
            filing_ids=[rows[one.work.name] for one in filed.returned],
            reason="形象进度请写明具体部位和工程量，不能只写“正常推进”。",
        )
    if passed := [rows[one.work.name] for one in filed.passed_on]:
        progress.accept(by=company, at=on(10, 31, 10), filing_ids=passed)
        for by in readers_of(passed[-1], People.known()):
            progress.accept(by=by, at=on(10, 31, 14), filing_ids=passed[-1:])


def _submit(
    by: Actor, at: datetime, filed: Iterable[Filed], ids: Mapping[str, int]
) -> dict[str, int]:
    """Filings handed in, by the projects' names."""
    saved = _save(by, at, filed, ids)
    if saved:
        progress.submit(by=by, at=at, filing_ids=saved.values())
    return saved


def _save(
    by: Actor, at: datetime, filed: Iterable[Filed], ids: Mapping[str, int]
) -> dict[str, int]:
    names = {ids[one.work.name]: one.work.name for one in filed}
    rows = progress.save(by=by, at=at, reports=_reports(filed, ids))
    return {names[row.project_id]: row.pk for row in rows}


def _reports(filed: Iterable[Filed], ids: Mapping[str, int]) -> list[Report]:
    return [
        Report(
            project_id=ids[one.work.name],
            period=OCTOBER.code,
            month_yuan=one.month * WAN,
            visible_progress=one.words,
            words={"plan_cut_late": one.why_cut} if one.why_cut else {},
        )
        for one in filed
    ]


def _actor(username: str) -> Actor:
    return actor_of(User.objects.get(username=username))
