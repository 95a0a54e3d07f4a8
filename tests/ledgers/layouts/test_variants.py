"""The same layouts as other offices would draw them: other spellings, merged or not, turned."""

from decimal import Decimal

import pytest

from ballast.delivery.ledgers import sheets
from ballast.kernel.periods import Period

from . import forms, lists
from .paper import book, ledger, reading_of, told_without_a_question

SEPTEMBER = Period.month(2023, 9)
MONTHS = [f"{month}月" for month in range(1, 13)]
DEKADS = ["上旬", "中旬", "下旬", "小计"]


@pytest.mark.parametrize("up_to", ["1-9月", "1—9月", "1至9月", "1～9月", "截至9月底", "1-N月"])
@pytest.mark.parametrize(
    "last_year", ["至上年底", "开工至2022年底", "开工至上一年度底", "至上年末"]
)
@pytest.mark.parametrize("unit", ["（万元）", "(万元)", "\n（单位：万元）"])
def test_a_monthly_report_is_read_however_its_headings_are_written(up_to, last_year, unit):
    head = ["序号", "项目名称", f"总投资{unit}", f"{last_year}累计完成投资{unit}"]
    head += [f"年计划投资{unit}", f"{up_to}实际完成投资{unit}", "完成投资占年计划%"]
    head += [f"{up_to}实际形象进度", "建设单位及责任人", "挂点领导"]
    body = [[1, "临川大道", 2000, 300, 1000, 750, 75, "路基完成", "市交投集团 张三", "李副市长"]]

    content = ledger(head, body, title="重点项目月报")
    (row,), doubts = told_without_a_question(content, "filing", SEPTEMBER)

    assert doubts == []
    assert row.filing == {"completed_yuan": 7_500_000, "visible_progress": "路基完成"}
    assert row.plan == {"planned_yuan": 10_000_000}
    assert row.kept["to_last_year"] == 3_000_000
    assert (row.kept["rate"], row.owner) == (Decimal("0.75"), "市交投集团")


def test_columns_without_a_unit_have_that_of_all_others_with_a_doubt():
    head = ["序号", "项目名称", "项目总投资（亿元）", "上一五年完成投资", "本五年规划投资"]
    content = ledger(head, [[1, "南部粮库", 1.5, 0.2, 1.3]], title="五年规划重点项目汇总表")
    (row,), doubts = told_without_a_question(content, "plan", 2023)

    assert row.project["five_year_planned_yuan"] == 130_000_000
    assert doubts == [("unit_shared", "Sheet1!D3"), ("unit_shared", "Sheet1!E3")]


def test_columns_of_two_units_and_one_of_none_are_asked_about():
    head = ["序号", "项目名称", "总投资（亿元）", "年度计划投资（万元）", "1-9月完成投资"]
    reading = reading_of(ledger(head, [[1, "南堤", 1, 2, 1]], title="表"), "filing", SEPTEMBER)

    assert [(q.kind, q.blocking) for q in reading.questions] == [("unit", True)]


LABELS = [
    *("项目名称", "业主单位", "项目性质", "建设起止年限", "项目主要建设目标"),
    *("项目总投资额(万元)", "上年累计完成投资(万元)", "本年计划完成投资额(万元)"),
    "1-9月已完成投资额(万元)",
]
VALUES = ["南湖公园", "市园林中心", "续建", "2022-2024", "完成主体", 26800, 3200, 12000, 8100]
NODES = [
    ["节点", *forms.BUILDING],
    ["日期", *["2023年5月1日"] * 7],
    ["责任人", *["陆工"] * 7],
]
BESIDE = [
    [cell for pair in zip(LABELS[:4], VALUES[:4], strict=True) for cell in pair],
    [cell for pair in zip(LABELS[4:8], VALUES[4:8], strict=True) for cell in pair],
    [LABELS[8], VALUES[8]],
]
BELOW = [LABELS, VALUES]


def _across(months):
    """Months side by side, none of them merged."""
    return [
        ["月份", *(cell for month in months for cell in (month, "", "", ""))],
        ["", *DEKADS * len(months)],
        ["计划完成投资额", *[300, 300, 300, 900] * len(months)],
        ["实际完成投资额", *[300, 300, 300, 900] * len(months)],
        ["每旬的工作计划安排", *["按计划推进"] * (4 * len(months))],
    ]


def _down():
    """A line for each 旬, the months merged beside them."""
    lines = [["月份", "旬", "计划完成投资额", "实际完成投资额", "每旬的工作计划安排"]]
    for month in MONTHS[:9]:
        for dekad in DEKADS:
            yuan = 900 if dekad == "小计" else 300
            lines.append(["" if dekad != "上旬" else month, dekad, yuan, yuan, ""])
    return lines


QUARTERS = [line for first in (0, 3, 6) for line in _across(MONTHS[first : first + 3])]


def _merged_down(first):
    return [f"A{first + 4 * month}:A{first + 4 * month + 3}" for month in range(9)]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["台账"], *BESIDE, *NODES, *_across(MONTHS[:9])], []),
        ([["台账"], *BELOW, *NODES, *_across(MONTHS[:9])], ["A1:AK1"]),
        ([["台账"], *BESIDE, *NODES, *_down()], _merged_down(9)),
        (
            [["台账"], *BESIDE, *NODES, *QUARTERS],
            [],
        ),
    ],
    ids=["beside", "below", "months down", "a quarter below another"],
)
def test_a_building_ledger_is_read_however_it_is_drawn(rows, merged):
    (row,), doubts = told_without_a_question(book(("台账", rows, merged)), "filing", SEPTEMBER)

    assert doubts == []
    assert (row.name, row.owner) == ("南湖公园", "市园林中心")
    assert row.project["total_investment_yuan"] == 268_000_000
    assert row.plan == {
        "plan_class": "CARRY_OVER",
        "goal": "完成主体",
        "planned_yuan": 120_000_000,
    }
    assert row.filing == {"completed_yuan": 81_000_000, "month_yuan": 9_000_000}
    assert row.months == dict.fromkeys(range(1, 10), Decimal(9_000_000))
    assert str(row.steps["real_start"]["actual_on"].last) == "2023-05-01"


def test_preliminary_nodes_in_two_lines_are_all_read():
    said = [["完成时限", *["2023年10月"] * 7], ["责任单位", *["市发展改革委"] * 7]]
    more = [["完成时限", *["2023年11月"] * 6], ["责任单位", *["市住房城乡建设局"] * 6]]
    head = [["项目名称：", "北山水厂", "", "业主单位：", "市水务集团"]]
    head += [["市县挂钩领导：", "王副市长"], ["项目预估总投资(亿元)：", 3.2]]
    rows = [["台账"], *head, ["事项", *forms.NODES[:7]], *said, ["事项", *forms.NODES[7:]], *more]

    (row,), _ = told_without_a_question(book(("台账", rows, [])), "plan", 2023)

    due = {step: str(told["planned_on"].last) for step, told in row.steps.items()}
    assert due["works_planning_permit"] == "2023-10-31"
    assert due["drawing_review"] == due["land_supply"] == "2023-11-30"
    assert row.project["total_investment_yuan"] == 320_000_000


def test_a_ten_days_report_that_names_no_ten_days_files_the_month():
    head = ["序号", "项目名称", "月计划投资额", "旬完成投资额", "至旬完成投资额", "占月计划投资%"]
    content = ledger(head, [[1, "南堤", 100, 30, 80, "80%"]], title="旬报表", corner="单位：万元")
    (row,), doubts = told_without_a_question(content, "filing", SEPTEMBER)

    assert (row.filing, doubts) == ({"month_yuan": 800_000}, [])


def test_the_demo_cities_lists_stay_as_they_were():
    assert len(told_without_a_question(lists.details(), "plan", 2023)[0]) == 3


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lists.monthly, "2023-09"),
        (lists.goals, "2023-09"),
        (lists.details, "2023-08"),
        (forms.building, "2023-09"),
    ],
)
def test_the_month_is_found_where_the_office_put_it(make, found):
    reading = reading_of(make(), "filing", SEPTEMBER)

    assert sheets.find_period(reading) == Period.from_code(found)


def test_a_list_of_months_alone_names_none():
    reading = reading_of(lists.battle(), "filing", SEPTEMBER)

    assert sheets.find_period(reading).code == "period_missing"


def test_a_label_that_nobody_knows_is_told_with_its_cell():
    rows = [
        ["在建新开工项目台账", "", "单位：万元", ""],
        ["项目名称", "南湖公园", "业主单位", "市园林中心"],
        ["项目总投资额", 26800, "吉祥物", "白鹭"],
        ["本年计划完成投资额", 12000, "盖章", ""],
    ]

    (row,), doubts = told_without_a_question(book(("台账", rows, [])), "plan", 2023)

    assert row.plan["planned_yuan"] == 120_000_000
    assert doubts == [("label_unknown", "台账!C3")]
