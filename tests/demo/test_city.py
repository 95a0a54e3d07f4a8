"""The invented city is the one of the article, figure by figure, before anything reads it."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.edges.demo.generator import city
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.generator.units import AREAS, BODIES, OTHERS, ROWS
from tests.demo.facts import counted, lamps, prompted

END = date(YEAR, 9, 30)
TENTH = 1_000  # of 亿元, in 万元

# Attachment 1 of the bulletin: projects, the year's plan and what was completed, in 0.1 亿元.
UNITS = """\
临空经济区 57 1845 1706
栖云区 48 1426 1306
高新区 88 2818 2556
科学城 44 1513 1333
鹤汀市 32 902 778
枫屏区 41 1182 995
锦川区 39 1215 1008
东郭区 31 924 764
鹿鸣区 30 847 695
南屏区 36 1103 877
云谷县 21 528 416
泊湖区 28 799 625
青崖区 35 1012 788
流泉县 20 506 388
望潮区 33 968 740
白泽区 29 830 632
砚池县 18 441 335
西岑区 27 716 541
桐岭市 34 987 732
澜江区 62 1854 1353
松涧县 19 473 343
苍岭县 22 584 405
石阙县 24 639 427
市环境集团 6 141 129
市产业投资集团 11 486 428
国网示例供电公司 4 246 213
市轨道交通集团 14 1587 1331
市交通运输局 24 1514 1251
市文化广电旅游局 10 249 201
市住房城乡建设局 21 927 733
市生态环境局 9 213 165
市教育局 16 396 302
市城市建设集团 18 1094 816
市水务局 15 482 338
市卫生健康委 12 418 288
"""


@pytest.fixture(scope="module")
def works():
    return city().works


def sums(works):
    planned = sum(work.planned_in(9) for work in works)
    return len(works), planned / TENTH, sum(counted(work, 9) or 0 for work in works) / TENTH


def has_started(work):
    return work.days.started is not None


def test_its_978_projects_have_the_plan_and_the_money_of_the_base_table(works):
    assert sums(works) == (978, 31865, 25938)
    assert sum(counted(work, 8) or 0 for work in works) == 22879 * TENTH
    assert sum(work.months[9].in_month for work in works if 9 in work.months) == 3059 * TENTH
    provincial = [work for work in works if work.tier == "省重点"]
    assert sums(provincial) == (127, 5600, 6126)
    assert sums([work for work in works if work.tier == "市重点"]) == (851, 26265, 19812)


def test_each_sector_has_its_share(works):
    assert {
        sector: sums([work for work in works if work.path[0] == sector])
        for sector in ("产业项目", "基础设施项目", "公共服务和生态环保项目")
    } == {
        "产业项目": (486, 16330, 14026),
        "基础设施项目": (171, 9589, 7613),
        "公共服务和生态环保项目": (321, 5946, 4299),
    }


def test_each_unit_stands_in_the_ranking_where_the_bulletin_has_it(works):
    for row in UNITS.splitlines():
        name, *figures = row.split()
        its = [work for work in works if work.unit.short_name == name]
        assert sums(its) == tuple(map(int, figures)), name
    assert len(UNITS.splitlines()) == len((*AREAS, *BODIES)) == 35
    assert not any(work.unit in OTHERS for work in works)


def test_starts_and_finishes_are_those_of_the_table(works):
    begun = [work for work in works if work.plan_class == "新开工"]
    ended = [work for work in works if work.plan_class == "竣工投产"]
    due = [work for work in begun if work.days.planned_start <= END]
    early = [work for work in begun if work.days.planned_start > END and has_started(work)]
    assert (len(begun), sum(map(has_started, begun))) == (289, 182)
    assert (len(due), sum(map(has_started, due)), len(early)) == (121, 115, 67)
    assert (len(ended), sum(work.days.finished is not None for work in ended)) == (156, 70)
    assert sum(work.plan_class == "续建" for work in works) == 533
    assert not any(work.plan_class == "预备" for work in works)
    waiting = [work.days.forecast_start or work.days.planned_start for work in begun]
    months = [day.month for day, work in zip(waiting, begun, strict=True) if not has_started(work)]
    assert Counter(months) == {10: 38, 11: 41, 12: 28}


def test_the_six_that_did_not_start_say_why(works):
    late = [
        work
        for work in works
        if work.plan_class == "新开工" and work.days.planned_start <= END and not has_started(work)
    ]
    causes = Counter(work.months[9].cause for work in late)
    assert causes == {"征地拆迁": 2, "用地手续": 2, "设计变更": 1, "企业资金": 1}
    assert all(work.months[9].trouble and work.days.forecast_start for work in late)


def test_the_rules_give_it_the_lamps_of_the_article(works):
    august, september = ([one["colour"] for one in lamps(works, month)] for month in (8, 9))
    assert Counter(august) == {"red": 75, "yellow": 157, "green": 734, "grey": 12}
    assert Counter(september) == {"red": 68, "yellow": 168, "green": 733, "grey": 9}
    both = [
        work
        for work, before, now in zip(works, august, september, strict=True)
        if before == now == "red"
    ]
    assert (len(both), sum(work.planned_in(9) for work in both)) == (54, 2116 * TENTH)


def warned(works, last):
    """The places of the works that were prompted to start, and to promote, up to a month."""
    found = [prompted(works, month) for month in range(2, last + 1)]
    return [set().union(*(one.get(each, ()) for one in found)) for each in ("start", "promotion")]


@pytest.mark.parametrize("seed", [YEAR, 5])
def test_302_projects_were_prompted_before_october_and_318_by_its_end(seed):
    works = city(seed=seed).works
    start, promotion = warned(works, 8)  # August's warnings are issued in September
    assert (len(start), len(promotion), len(start & promotion)) == (96, 231, 25)
    assert len(start | promotion) == 302
    assert len(set().union(*warned(works, 9))) == 318


def test_the_same_seed_gives_the_same_city(works):
    assert city().works == works
    assert city(seed=7).works != works


@settings(max_examples=6, deadline=None)
@given(st.integers(80, 1200), st.integers(0, 10**6))
def test_a_city_of_any_size_adds_up(size, seed):
    works = city(size, seed).works
    assert len(works) == len({work.name for work in works}) == size
    assert len({work.code for work in works}) == size
    for work in works:
        done = brought = 0
        for filed in (work.months[month] for month in sorted(work.months)):
            brought += filed.caught_up + filed.in_month
            assert filed.completed == brought >= done
            done = filed.completed
        assert work.before + done <= work.total
        assert not work.split or (len(work.split), sum(work.split)) == (12, work.planned)
        assert not (done and work.days.started is None)
    by_unit = Counter(work.unit.code for work in works)
    assert all(abs(by_unit[row.body.code] - row.count * size / 978) < 1 for row in ROWS)
