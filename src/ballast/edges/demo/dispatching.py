"""What the invented city's leader instructed in autumn, and what the office asked of everyone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from random import Random

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.models import Duty, Instruction, Sweep
from ballast.dispatch.coordination.rules import Form, Kind, Question
from ballast.dispatch.coordination.selectors import Pick
from ballast.dispatch.coordination.services import (
    Given,
    InstructionDraft,
    ReportDraft,
    SweepDraft,
)
from ballast.dispatch.meetings import services as meetings
from ballast.dispatch.meetings.models import Look
from ballast.dispatch.meetings.rules import Occasion
from ballast.dispatch.meetings.services import GatheringDraft
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Unit, User
from ballast.platform.identity.services import actor_of

from .days import on
from .describing import numbers
from .generator.told import YEAR, City, Work
from .generator.units import BY_CODE, LEADER, OFFICE, PEOPLE
from .months import People

MOST = 60  # lines of a sweep: enough to look at
HOLIDAYS = (
    Question("q1", Kind.YES_NO, "假期是否施工"),
    Question("q2", Kind.ONE_OF, "施工安排", options=("全面施工", "部分施工", "停工")),
    Question("q3", Kind.NUMBER, "日均在场人数", unit="人", is_required=False),
    Question("q4", Kind.TEXT, "值班领导及电话", is_required=False),
    Question("q5", Kind.DAY, "复工日期（停工的填写）", is_required=False),
)
SHORT = ("条件均已具备", "用地及征迁", "前期手续", "资金", "设计及招标", "水电路配套")
QUARTER = (
    Question("q1", Kind.YES_NO, "能否按计划月份开工"),
    Question("q2", Kind.ONE_OF, "最缺的开工条件", options=SHORT),
    Question("q3", Kind.DAY, "预计开工日期"),
    Question("q4", Kind.TEXT, "需市级协调事项", is_required=False),
    Question("q5", Kind.FILE, "佐证材料（如有）", is_required=False),
)
ASKED_OF_CITY = {
    "用地及征迁": "请协调加快剩余地块交地。",
    "前期手续": "请协调加快施工许可办理。",
    "水电路配套": "请协调供电公司确定外线路由。",
}
REPORTED = (
    "已逐个项目分析成因、明确措施和完成时限，形成分析材料随文报送，红灯项目已逐项落实专人跟踪。"
)
SETTLED = "已逐项核验用地、规划、施工许可等条件，3个不具备条件的项目不列入本次集中开工。"
TOGETHER = (9, 20)
LOOKED = "部分项目已形成实物工程量；未真开工的已约谈责任单位，逐周跟踪至开工。"
WORKED = "区政府主要负责同志已现场调度，明确剩余地块本月底前完成移交，征迁工作专班驻点推进。"

Said = Callable[[Random], Mapping[str, object]]


def live_autumn(city: City, people: People) -> dict[str, int]:
    """Instructions, each at another point of its way; a sweep closed, one running; an event."""
    _instruct(city, people.office)
    _start_together(city, people.office)
    return {"instructions": 4, "sweeps": _sweep(city, people)}


def _start_together(city: City, office: Actor) -> None:
    """集中开工, and what was found a month later: not all of them had really begun."""
    ids, held = numbers(), date(YEAR, *TOGETHER)
    since = [w for w in city.works if w.days.started and w.days.started >= held]
    others = [w for w in city.works if not w.days.started]
    chosen = [*since[:6], *others[:2]]
    if not chosen:
        return
    draft = GatheringDraft(
        kind=Occasion.MASS_START,
        title=f"{YEAR}年第三季度重大项目集中开工活动",
        held_on=held,
        place="科学城主会场",
        project_ids=[ids[work.name] for work in chosen],
    )
    row = meetings.enter(by=office, at=on(*TOGETHER, 17), draft=draft)
    meetings.tell_looks(at=on(10, 20, 9))
    look = Look.objects.get(gathering=row, after=30)
    meetings.close_look(by=office, at=on(10, 20, 16), look_id=look.pk, words=LOOKED)


def _instruct(city: City, office: Actor) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    shown = {name: unit for name, _, unit, _ in PEOPLE}
    district, department = shown["district"], shown["department"]
    leader = User.objects.get(username="leader")
    late = [work for work in city.works if work.unit == district and not work.days.finished][:1]
    ids = numbers()

    def said(day: date, words: str, *to: str, **more: object) -> InstructionDraft:
        lead, *others = (Pick(unit_id=units[code]) for code in to)
        return InstructionDraft(
            leader_id=leader.pk,
            post=LEADER[1],
            said_on=day,
            words=words,
            lead=lead,
            others=others,
            **{"form": Form.WRITTEN, **more},  # type: ignore[arg-type]
        )

    earlier = said(
        date(YEAR, 9, 11),
        "三季度集中开工要见实效，请市重点办把好开工条件关，不具备条件的不得上台。",
        OFFICE.code,
        limit=date(YEAR, 9, 15),
    )
    first = said(
        date(YEAR, 10, 13),
        "请市重点办牵头，对9月亮红灯的项目逐个分析原因、提出措施，10月20日前书面报我。"
        "责任单位要见人见事，不得以“正常推进”代替。",
        OFFICE.code,
        district.code,
        BY_CODE["SQ"].code,
        limit=date(YEAR, 10, 20),
    )
    second = said(
        date(YEAR, 10, 18),
        "该项目用地移交不能再拖，请澜江区政府主要负责同志亲自协调，月底前完成交地。",
        district.code,
        OFFICE.code,
        project_ids=[ids[work.name] for work in late],
        limit=date(YEAR, 10, 31),
    )
    third = said(
        date(YEAR, 10, 31),
        "入冬以后交通项目施工安全不能放松，请市交通运输局牵头组织一次排查，结果送我阅。",
        department.code,
        BY_CODE["GD"].code,
        form=Form.PHONE,
        limit=date(YEAR, 11, 15),
    )
    services.enter(by=office, at=on(9, 11, 15), drafts=[earlier])
    [settled] = Instruction.objects.all()
    services.receive(by=office, at=on(9, 11, 16), ids=[settled.pk])
    told = ReportDraft(instruction_id=settled.pk, words=SETTLED)
    services.report(by=office, at=on(9, 15, 11), reports=[told])
    services.close_quiet(at=on(10, 9, 0))
    rows = [
        services.enter(by=office, at=on(month, day, 15), drafts=[draft])[0]
        for (month, day), draft in (((10, 13), first), ((10, 18), second), ((10, 31), third))
    ]
    by = actor_of(User.objects.get(username="district"))
    services.receive(by=office, at=on(10, 13, 16), ids=[rows[0].pk])
    told = ReportDraft(instruction_id=rows[0].pk, words=REPORTED)
    services.report(by=office, at=on(10, 20, 11), reports=[told])
    services.receive(by=by, at=on(10, 18, 17), ids=[rows[1].pk])
    told = ReportDraft(instruction_id=rows[1].pk, words=WORKED)
    services.report(by=by, at=on(10, 27, 10), reports=[told])


def _sweep(city: City, people: People) -> int:
    ids, readers = numbers(), {code: by for _, code, by in people.reads}
    drawn = Random(city.seed)  # noqa: S311 - an invented city
    at_work = [w for w in city.works if w.days.started and not w.days.finished]
    due = [
        w for w in city.works if w.days.planned_start >= date(YEAR, 10, 1) and not w.days.started
    ]
    holidays = _draft(
        "国庆假期在建工地摸排",
        "掌握国庆假期在建工地施工和值班值守情况，9月28日中午前报送。",
        HOLIDAYS,
        date(YEAR, 9, 28),
        [ids[work.name] for work in _spread(at_work)],
    )
    quarter = _draft(
        "四季度应开工项目开工条件摸排",
        "摸清四季度应开工项目能否如期开工、还缺哪些条件，供市领导小组会议研究。",
        QUARTER,
        date(YEAR, 11, 6),
        [ids[work.name] for work in _spread(due)],
    )
    opened = [
        services.open_sweeps(by=people.office, at=moment, drafts=[draft])[0]
        for moment, draft in ((on(9, 26, 15), holidays), (on(10, 30, 10), quarter))
        if draft.project_ids
    ]
    for sweep in opened:
        is_over = sweep.title == holidays.title
        said = _holiday if is_over else _start
        _answer(sweep, readers, said, drawn, whole=is_over)
        if is_over:
            services.close_sweeps(by=people.office, at=on(9, 29, 9), ids=[sweep.pk])
    return len(opened)


def _draft(
    title: str, why: str, questions: Sequence[Question], due: date, project_ids: Collection[int]
) -> SweepDraft:
    return SweepDraft(
        title=title, why=why, questions=questions, due_on=due, project_ids=project_ids
    )


def _spread(works: Sequence[Work]) -> Sequence[Work]:
    """Some of them, from every part of the list."""
    return works[:: max(1, len(works) // MOST)][:MOST]


def _answer(
    sweep: Sweep, readers: Mapping[str, Actor], said: Said, drawn: Random, *, whole: bool
) -> None:
    """Each unit hands its lines in; of one that runs every second unit, the shown ones later."""
    by_unit: dict[str, list[int]] = {}
    for pk, code in Duty.objects.filter(sweep=sweep).order_by("pk").values_list("pk", "unit__code"):
        by_unit.setdefault(code, []).append(pk)
    shown = {unit.code for _, _, unit, _ in PEOPLE}
    units = [code for code in by_unit if code in readers]
    answering = units if whole else [code for code in units if code not in shown][::2]
    for place, code in enumerate(answering):
        given = [Given(duty_id=pk, said=said(drawn)) for pk in by_unit[code]]
        late = whole and place == len(answering) - 1
        at = on(9, 29, 8) if late else on(9, 28) if whole else on(10, 31, 16)
        services.hand_in(by=readers[code], at=at, sweep_id=sweep.pk, given=given)


def _holiday(drawn: Random) -> Mapping[str, object]:
    how = drawn.choices(HOLIDAYS[1].options, (5, 3, 2))[0]
    if how == "停工":
        return {"q1": "否", "q2": how, "q5": f"{YEAR}-10-{drawn.choice(('04', '07', '08'))}"}
    return {"q1": "是", "q2": how, "q3": drawn.randrange(20, 480, 5), "q4": "项目经理 ×××"}


def _start(drawn: Random) -> Mapping[str, object]:
    short = drawn.choices(SHORT, (4, 3, 3, 1, 1, 1))[0]
    can = short in SHORT[:1] or drawn.random() < 0.4
    day = f"{YEAR}-{drawn.choice((11, 12)):02}-{drawn.randrange(5, 28):02}"
    return {"q1": "是" if can else "否", "q2": short, "q3": day, "q4": ASKED_OF_CITY.get(short, "")}
