"""A director who reads the list must believe it: names, owners, money and days fit each other."""

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ballast.delivery.plans.rules.classes import by_dates
from ballast.delivery.progress.rules import Before, Report, check
from ballast.edges.demo.generator import city
from ballast.edges.demo.generator.lives import life
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.generator.units import AREAS, BODIES, LEADER, OWNER, UNITS
from ballast.kernel.identifiers import ProjectCode
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts
from ballast.projects.rules import Party
from tests.demo.facts import CLASSES, WAN, period

LIFECYCLE = codelists.lifecycle(on=date(YEAR, 9, 30))
NEVER = {  # what a unit does not build
    "市轨道交通集团": "学校|医院|工厂|产业园|供水",
    "市教育局": "医院|公路|厂|河",
    "市卫生健康委": "学校|中学|公路|产业|河",
    "市水务局": "学校|医院|产业|公路",
    "高新区": "灌区|水库|乡镇|种业|矿山",
}


@pytest.fixture(scope="module")
def invented():
    return city()


@pytest.fixture(scope="module")
def works(invented):
    return invented.works


def steps_of(work):
    return {one.code: one for one in life(work, LIFECYCLE.templates[work.template])}


def test_no_two_projects_share_a_name_a_code_or_a_place(invented):
    everything = (*invented.works, *invented.reserve)
    for told in ("name", "code", "position"):
        assert len({getattr(work, told) for work in everything}) == len(everything)
    assert all(ProjectCode.parse(work.code).region == work.region_code for work in everything)


def test_every_area_and_body_of_the_papers_is_there():
    assert (len(AREAS), len(BODIES)) == (23, 12)
    assert sum(area.kind == "FUNCTIONAL_AREA" for area in AREAS) == 3
    named = {unit.short_name for unit in UNITS}
    assert named >= {"市发展改革委", "市财政局", "市经济和信息化局", "市规划和自然资源局"}
    assert "市政府督查室" in named
    assert len({unit.code for unit in UNITS}) == len(UNITS)


def test_units_answer_for_what_such_units_build(works):
    for work in works:
        wrong = NEVER.get(work.unit.short_name)
        assert not (wrong and re.search(wrong, work.name)), (work.unit.short_name, work.name)
        assert not (work.unit.region_code and work.unit.region_code != work.region_code)
    roads = [work for work in works if work.owner == OWNER.name]
    assert len(roads) >= 10
    assert {work.unit.short_name for work in roads} == {"市交通运输局"}


def test_no_firm_of_the_real_world_owns_a_project(works):
    ours = tuple(unit.place for unit in (*AREAS, *BODIES))
    assert all(work.owner.startswith(("示例", "国网示例", "市", *ours)) for work in works)


def test_the_projects_that_papers_speak_of_are_there(works):
    named = {work.name: work for work in works}
    battery = named["澜江区新能源动力电池产业园（一期）"]
    assert (battery.code, battery.total) == ("2302-990104-04-01-100013", 468_000)
    september = battery.months[9]
    assert (battery.planned, september.completed) == (124_000, 47_100)
    assert battery.before + september.completed == 210_600
    assert sum(battery.split[:9]) == 96_968  # 78.2 % by its own plan
    water = named["石阙县城乡供水一体化工程"]
    assert (water.days.planned_start, water.planned) == (date(YEAR, 8, 31), 18_500)
    hospital = named["市第三人民医院迁建工程"]
    assert hospital.months[9].completed * 1000 == hospital.planned * 615
    assert {"高新区智能装备产业基地（四期）", "科学城中试平台", "临空经济区冷链物流中心"} <= set(
        named
    )


def test_a_leader_of_the_city_has_five_projects_of_his_own(works):
    posts = Counter(
        one.person for work in works for one in work.people if one.party is Party.SPONSOR
    )
    assert posts[LEADER[0]] == 5
    assert posts.total() == len(works)


def test_money_follows_the_nodes(works):
    for work in works:
        began = work.days.started
        for month, filed in work.months.items():
            spent = work.before + filed.completed
            assert not spent or (began and began <= period(month).last_day), work.name
        steps = steps_of(work)
        assert steps["ground_breaking"].actual_on == began
        if began is None and "construction_permit" in steps:
            assert steps["construction_permit"].actual_on is None
        built = steps["main_works"].actual_on
        last = work.months[max(work.months)]
        assert work.marks or (built is not None) == (last.percent >= 60), work.name


def test_the_days_are_in_their_order_and_none_is_still_to_come(works):
    for work in works:
        days = work.days
        assert not days.started or not days.finished or days.started < days.finished
        assert not days.entered or days.started <= days.entered
        for one in steps_of(work).values():
            assert one.actual_on is None or one.actual_on <= date(YEAR, 9, 30), (work.name, one)


def test_nodes_are_planned_one_after_the_other_and_few_are_very_late(works):
    late = []
    for work in works:
        steps = steps_of(work)
        marks = [steps[one] for one in ("ground_breaking", "main_works", "fit_out")]
        days = [*(one.planned_on for one in marks), work.days.planned_finish]
        assert days == sorted(days), work.name
        late += [one.actual_on - one.planned_on for one in marks[1:] if one.actual_on]
    assert max(late) < timedelta(days=120)
    assert sum(days > timedelta(days=30) for days in late) < len(works) // 5


def test_a_plan_issued_in_february_gives_each_the_class_it_is_told_in(works):
    scheme = codelists.scheme("plan_class", on=date(YEAR, 2, 10))
    issued = date(YEAR, 2, 10)
    for work in works:
        started = work.days.started
        finish = LIFECYCLE.templates[work.template].finish
        facts = Facts(
            on=issued,
            plan_year=YEAR,
            template=work.template,
            reached={"ground_breaking": started} if started and started <= issued else {},
            planned={
                "ground_breaking": work.days.planned_start,
                finish: work.days.planned_finish,
            },
        )
        assert by_dates(scheme, facts).plan_class == CLASSES[work.plan_class], work.name


def test_no_filing_has_a_fault_or_a_doubt(works):
    for work in works:
        before = {"base_yuan": Decimal(0), "is_base_filed": True}
        for month in range(2, 10):
            filed = work.months.get(month)
            if filed is None:
                before["is_base_filed"] = False
                continue
            known = Before(
                period=period(month),
                on=period(month).last_day,
                before_year_yuan=Decimal(work.before * WAN),
                total_investment_yuan=Decimal(work.total * WAN),
                planned_yuan=Decimal(work.planned_in(month) * WAN),
                planned_before_yuan=Decimal(work.planned_in(month - 1) * WAN),
                **before,
            )
            report = Report(
                project_id=1,
                period=period(month).code,
                month_yuan=Decimal(filed.in_month * WAN),
                completed_yuan=Decimal(filed.completed * WAN),
                visible_progress=filed.words,
                visible_percent=Decimal(filed.percent),
                problems=filed.trouble,
            )
            checked = check(report, known)
            assert (checked.faults, checked.doubts) == ((), ()), (work.name, month)
            before = {
                "base_yuan": Decimal(filed.completed * WAN),
                "is_base_filed": True,
                "visible_progress": filed.words,
                "visible_percent": Decimal(filed.percent),
            }


def test_winter_is_slow_and_the_lead_grows_over_the_year(works):
    rates = []
    for month in range(2, 10):
        done = sum(
            max((f.completed for m, f in work.months.items() if m <= month), default=0)
            for work in works
        )
        rates.append(done / sum(work.planned_in(month) for work in works) - month / 12)
    assert rates == sorted(rates)
    assert rates[0] < -0.05 < 0.05 < rates[-1]


def test_plans_were_cut_and_raised_in_july_each_for_a_reason(works):
    changed = [work for work in works if work.adjusted is not None]
    assert 50 <= len(changed) <= 61
    assert all(work.why and work.adjusted != work.planned and not work.split for work in changed)


def test_the_reserve_stands_apart(invented):
    assert len(invented.reserve) == 64
    for work in invented.reserve:
        assert (work.plan_class, work.planned, dict(work.months)) == ("预备", 0, {})
        assert work.days.planned_start.year > YEAR
