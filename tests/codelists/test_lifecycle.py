"""Five stages, thirteen nodes, forty-seven steps; a node is done when its marked step is."""

from datetime import date

import pytest

from ballast.kernel import graph
from ballast.platform.codelists import catalogue
from ballast.platform.codelists.rules import Facts, standing
from tools.codelists import make_reference

LIFE = catalogue.lifecycles()[-1]
DAY = date(2023, 6, 30)


def stands(**changed):
    return standing(LIFE, Facts(**({"on": date(2023, 9, 30), "plan_year": 2023} | changed)))


def test_there_are_five_stages_thirteen_nodes_and_forty_seven_steps():
    assert [stage.name_zh for stage in LIFE.stages] == [
        "谋划储备",
        "推进前期",
        "开工",
        "在建",
        "投产",
    ]
    assert [node.name_zh for node in LIFE.nodes] == [
        "谋划研判", "入库签约", "立项", "规划用地", "专项审查", "设计招标", "征拆净地",
        "施工许可", "开工", "主体完工", "安装配套", "竣工验收", "投产达产",
    ]  # fmt: skip
    assert sum(len(node.steps) for node in LIFE.nodes) == 47


def test_stages_are_cut_where_the_province_cuts_them():
    by_stage = {
        stage.code: [n.number for n in LIFE.nodes if n.stage == stage.code] for stage in LIFE.stages
    }

    assert by_stage == {
        "conceive": [1, 2],
        "prepare": [3, 4, 5, 6, 7],
        "start": [8, 9],
        "build": [10, 11],
        "operate": [12, 13],
    }


def test_every_code_is_used_once_and_every_mark_names_steps_of_its_node():
    codes = [step.code for node in LIFE.nodes for step in node.steps]
    marks = [mark for node in LIFE.nodes for mark in node.marks]

    assert len(set(codes + marks)) == len(codes + marks)
    for node in LIFE.nodes:
        own = {step.code for step in node.steps}
        assert node.code in node.marks
        for steps in (*node.marks.values(), *node.investor_marks.values()):
            assert own.issuperset(steps)


@pytest.mark.parametrize("template", LIFE.templates.values(), ids=lambda template: template.code)
def test_the_nodes_of_a_template_wait_for_each_other_without_a_ring(template):
    waits_for = {node.code: node.after for node in template.nodes}

    assert set(graph.in_order(waits_for)) == set(waits_for)
    assert template.finish in template.node_of_mark


def test_the_graph_is_no_chain():
    industrial, linear = LIFE.templates["industrial"], LIFE.templates["linear"]

    assert {n.code: n.after for n in industrial.nodes}["commissioning"] == ("fit_out",)
    assert {n.code: n.after for n in linear.nodes}["acceptance"] == ("commissioning",)


def test_a_kind_of_project_calls_its_nodes_by_its_own_names():
    names = {code: {n.number: n.name_zh for n in t.nodes} for code, t in LIFE.templates.items()}

    assert (names["building"][10], names["building"][11], names["building"][13]) == (
        "封顶",
        "装饰与室外",
        "交付投用",
    )
    assert (names["linear"][10], names["linear"][13]) == ("贯通", "通车")
    assert sorted(names["retrofit"]) == [1, 2, 3, 5, 6, 9, 10, 11, 12, 13]
    assert names["retrofit"][9] == "设备进场"


def test_a_node_is_reached_on_the_day_of_its_last_marked_step():
    reached = {"land_supply": date(2023, 5, 1), "works_planning_permit": DAY}

    assert stands(reached=reached).reached["land_planning"] == DAY
    assert "land_planning" not in stands(reached={"land_supply": DAY}).reached


def test_a_review_that_is_not_required_is_not_waited_for():
    reviews = ["environment_review", "water_review", "stability_review", "other_reviews"]
    reached = dict.fromkeys(reviews, DAY)

    assert "special_review" not in stands(reached=reached).reached
    assert (
        "special_review"
        in stands(reached=reached, not_required=frozenset({"energy_review"})).reached
    )


def test_an_investors_project_is_taken_in_when_it_is_handed_over():
    admitted = {"admission": DAY}

    assert stands(reached=admitted).furthest == 2
    assert stands(reached=admitted, investor=True).furthest == 0
    assert stands(reached={"handover": DAY}, investor=True).furthest == 2


def test_what_is_dated_tomorrow_has_not_happened():
    assert stands(reached={"real_start": date(2023, 10, 1)}).furthest == 0


def test_a_school_never_reaches_full_capacity():
    school = stands(template="building", reached={"full_capacity": DAY})

    assert "full_capacity" not in school.reached
    assert school.capacity is None


def test_equipment_on_site_starts_an_upgrade():
    assert (
        "ground_breaking" in stands(template="retrofit", reached={"equipment_on_site": DAY}).reached
    )


def test_planned_for_last_year_and_not_done_counts_this_year_and_says_so():
    late = stands(
        planned={"ground_breaking": date(2022, 3, 1), "commissioning": date(2022, 12, 31)}
    )

    assert (late.start, late.finish) == ("this", "this")
    assert late.notes == {"start_carried", "finish_carried", "start_and_finish"}


def test_next_years_list_made_in_autumn_trusts_this_years_dates():
    autumn = stands(
        plan_year=2024,
        reached={"real_start": date(2022, 5, 1)},
        planned={"commissioning": date(2023, 12, 1)},
    )

    assert (autumn.finish, autumn.notes) == ("earlier", frozenset())


def test_the_reference_page_says_what_the_files_say():
    assert make_reference.PAGE.read_text("utf-8") == make_reference.page()
