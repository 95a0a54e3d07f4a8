"""The demo's workbooks: shaped like an office's own, or the demo proves nothing."""

from collections import Counter
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from ballast.edges.demo import workbooks
from ballast.edges.demo.city import AREAS, BODIES
from ballast.edges.demo.lives import life, template_of
from ballast.edges.demo.works import works
from ballast.edges.demo.year import LAID, SEPTEMBER
from ballast.platform.codelists import selectors as codelists

CITY = works()
TEMPLATES = codelists.lifecycle(on=SEPTEMBER.last_day).templates


@pytest.fixture(scope="module")
def plan():
    return load_workbook(BytesIO(workbooks.plan(CITY))).active


def rows(sheet):
    return list(sheet.iter_rows(min_row=5, values_only=True))


def test_the_same_seed_gives_the_same_bytes():
    assert workbooks.plan(works()) == workbooks.plan(CITY)
    assert workbooks.month(works(), SEPTEMBER) == workbooks.month(CITY, SEPTEMBER)


def test_another_seed_gives_another_city():
    assert workbooks.plan(works(7)) != workbooks.plan(CITY)


def test_there_are_120_projects_of_different_names_answered_for_by_all_17_units():
    names = [work.name for work in CITY]

    assert len(set(names)) == 120
    assert min(map(len, names)) >= 10
    assert max(map(len, names)) == 50  # as long as the longest of real plans
    assert len({work.code for work in CITY}) == 120
    assert {work.unit for work in CITY} == {*AREAS, *BODIES}


def test_title_unit_and_two_levels_of_headings_stand_where_offices_put_them(plan):
    assert plan["A1"].value == "示例市2023年重点项目投资计划表"
    assert plan["K2"].value == "单位：万元"
    assert (plan["G3"].value, plan["G4"].value) == ("2023年计划", "年度计划投资")
    assert "G3:H3" in plan.merged_cells
    assert "B3:B4" in plan.merged_cells


def test_every_category_row_counts_and_sums_what_stands_below_it(plan):
    total, *body = rows(plan)
    projects = [row for row in body if row[0] is not None]

    assert [row[0] for row in projects] == list(range(1, 121))
    assert total[1] == "合计（120项）"
    assert total[5] == sum(row[5] for row in projects)
    assert total[6] == sum(row[6] or 0 for row in projects)
    third_level = [row for row in body if row[0] is None and row[1][0].isdigit()]
    assert sum(row[5] for row in third_level) == total[5]
    assert [row[1] for row in third_level][:2] == ["1.装备制造（10项）", "2.电子信息（9项）"]


def test_money_follows_the_work():
    for work in CITY:
        assert (work.planned or 0) <= work.total
        if work.plan_class == "预备":
            assert work.completed == 0
        if work.visible_progress == "尚未开工，正在办理施工许可手续。":
            assert (work.plan_class, work.completed) == ("新开工", 0)


def test_the_month_has_lamps_of_every_kind_and_projects_on_the_very_edges():
    rates = Counter(
        work.completed * 1000 / work.planned if work.completed else None
        for work in CITY
        if work.planned
    )

    assert rates[450] == 1  # exactly 30 points below September's 75 %
    assert rates[650] == 1  # exactly 10 points below
    assert sum(work.completed is None for work in CITY) == 4


def test_the_month_is_grouped_by_unit_in_their_order():
    sheet = load_workbook(BytesIO(workbooks.month(CITY, SEPTEMBER))).active
    groups = [row[1] for row in rows(sheet) if row[0] is None][1:]

    assert len(groups) == 17
    assert groups[0].startswith("一、澄湾区（")
    assert groups[16].startswith("十七、市环境集团（")


def test_categories_stand_together_or_their_counts_would_lie():
    paths = [work.path for work in CITY]
    changes = [after for before, after in pairwise(paths) if before != after]

    assert len(changes) == len(set(changes)) == 18


def test_money_follows_the_nodes():
    for work in CITY:
        template = TEMPLATES[template_of(work, laid=work.path in LAID)]
        reached = {one.code for one in life(work, template, on=SEPTEMBER.last_day) if one.actual_on}
        if work.completed and work.plan_class != "预备":
            assert "ground_breaking" in reached, work.name
        if work.plan_class == "新开工" and not work.completed:
            assert "ground_breaking" not in reached, work.name
