"""Where the heading is and what its columns are, in every way offices lay a sheet out."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from ballast.platform.sheets.reading import Column, Kind

from .papers import COLUMNS, codes, grid, reading_of, said

EAST = [1, "东路", "城投集团", 10]
TEN = Decimal("100000.00")  # 10 万元


def keys(reading):
    return [heading.key for heading in reading.tables[0].headings]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        # A title over all, the unit in a corner.
        (
            [
                ["计划"],
                ["", "", "", "单位：万元"],
                ["序号", "项目名称", "项目业主", "总投资"],
                EAST,
            ],
            ["A1:D1"],
        ),
        # A title narrower than the table, a date beside it, the unit in the heading on a line of its own.
        (
            [
                ["计划", "", "", "2023年9月30日"],
                ["序号", "项目名称", "项目业主", "总投资\n（万元）"],
                EAST,
            ],
            ["A1:C1"],
        ),
        # The unit in a row of its own under the headings, then their numbers.
        (
            [
                *(["序号", "项目名称", "项目业主", "总投资"], ["", "", "", "万元"]),
                *(["1", "2", "3", "4"], EAST),
            ],
            [],
        ),
        # Marks of what must be filled, blanks within words, the unit run on.
        ([["序 号", "*项目名称", "项目业主：", "总投资（单位：万元，含税）"], EAST], []),
        ([["序号", "项目\n名称", "项目业主(必填)", "总投资万元"], EAST], []),
        # Two levels, merged.
        (
            [
                ["序号", "项目名称", "责任主体", "投资（万元）"],
                ["", "", "项目业主", "总投资"],
                EAST,
            ],
            ["A1:A2", "B1:B2"],
        ),
        # Three levels, merged over rows and columns.
        (
            [
                ["序号", "项目名称", "基本情况（万元）", ""],
                ["", "", "主体", "投资"],
                ["", "", "项目业主", "总投资"],
                EAST,
            ],
            ["A1:A3", "B1:B3", "C1:D1"],
        ),
        # A group over two headings, nothing merged, as text files have it.
        ([["", "", "基本情况（万元）", ""], ["序号", "项目名称", "项目业主", "总投资"], EAST], []),
        (
            [["序号", "项目名称", "基本情况（万元）", ""], ["", "", "项目业主", "总投资"], EAST],
            [],
        ),
    ],
)
def test_the_heading_is_found_however_it_is_laid_out(rows, merged):
    reading = reading_of(grid(rows, merged))

    assert reading.faults == reading.doubts == reading.questions == ()
    assert said(reading) == [{"sequence": "1", "name": "东路", "owner": "城投集团", "total": TEN}]


def test_a_table_that_begins_far_from_the_corner_is_read_with_its_true_cells():
    rows = [[], [], ["", "", "", "计划", "", "", "单位：万元"]]
    rows += [["", "", "", *line] for line in (["序号", "项目名称", "项目业主", "总投资"], EAST)]

    reading = reading_of(grid(rows, ["D3:F3"]))

    assert reading.faults == ()
    assert reading.tables[0].title == "计划"
    assert reading.tables[0].rows[0].cells == {
        "sequence": "表!D5", "name": "表!E5", "owner": "表!F5", "total": "表!G5",
    }  # fmt: skip


def test_a_page_break_prints_title_heading_and_number_again_and_adds_no_project():
    head = [["序号", "项目名称", "投资（万元）", ""], ["", "", "总投资", "年度计划"]]
    rows = [
        *(["2023年计划"], *head, [1, "东路", 10, 1], ["第1页"], ["2023年计划（续）"]),
        *(*head, [2, "西路", 20, 2], ["—2—"]),
    ]
    merged = ["A1:D1", "A2:A3", "B2:B3", "C2:D2", "A6:D6", "A7:A8", "B7:B8", "C7:D7"]

    reading = reading_of(grid(rows, merged))

    assert reading.faults == reading.doubts == ()
    assert [row["name"] for row in said(reading)] == ["东路", "西路"]


def test_two_tables_on_one_sheet_keep_their_columns_units_and_titles():
    rows = [
        *(["附件1 续建"], ["单位：万元"], ["序号", "项目名称", "总投资"], [1, "东路", 10]),
        *(["注：略"], [], ["附件2 新建"], ["单位：亿元"]),
        *(["序号", "项目名称", "责任单位", "总投资"], [1, "西路", "水利局", 10]),
    ]

    reading = reading_of(grid(rows))

    assert reading.faults == ()
    assert [table.title for table in reading.tables] == ["附件1 续建", "附件2 新建"]
    assert [table.rows[0].money("total") for table in reading.tables] == [TEN, TEN * 10_000]


def test_signatures_below_are_notes():
    rows = [
        *(["序号", "项目名称", "总投资（万元）"], [1, "东路", 10]),
        *(["单位负责人：王某", "", "填表人：李某"], ["业主（签名）", "", ""], ["2023年9月5日"]),
    ]

    reading = reading_of(grid(rows))

    assert codes(reading.faults) == []
    assert len(said(reading)) == 1


# --- months ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        ["3月", "4月"],
        ["3月份", "4月份"],
        ["三月", "四月份"],
        ["2023年3月", "2023年4月"],
        ["3月完成投资", "4月份完成投资"],
        ["March", "Apr"],
        ["Mar-23", "Apr 2023"],
        ["2023-03", "2023-04"],
        [date(2023, 3, 1), datetime(2023, 4, 1)],
    ],
)
def test_a_column_per_month_is_known_by_any_name_of_the_month(heads):
    reading = reading_of(grid([["单位：万元"], ["序号", "项目名称", *heads], [1, "东路", 10, 10]]))

    assert reading.faults == ()
    assert keys(reading) == ["sequence", "name", "in_month@3", "in_month@4"]
    assert reading.tables[0].rows[0].months("in_month") == {3: TEN, 4: TEN}


@pytest.mark.parametrize("merged", [["A2:A4", "B2:B4", "C2:I2", "C3:E3", "F3:H3", "I3:I4"], []])
def test_months_by_plan_completion_and_progress_are_kept_apart(merged):
    rows = [
        ["进度"],
        ["序号", "项目名称", "2023年投资（万元）", "", "", "", "", "", ""],
        ["", "", "3月", "", "", "4月", "", "", "1-4月完成投资"],
        ["", "", "计划", "完成", "形象进度", "计划", "完成", "形象进度", ""],
        [1, "东路", 1, 2, "打桩", 3, 4, "封顶", 6],
    ]

    reading = reading_of(grid(rows, [*merged, "A1:I1"]))

    assert reading.faults == ()
    assert keys(reading)[2:] == [
        *("month_plan@3", "in_month@3", "visible_progress@3"),
        *("month_plan@4", "in_month@4", "visible_progress@4", "completed@4"),
    ]


def test_planned_months_are_not_taken_for_completed_ones():
    rows = [
        ["序号", "项目名称", "月度计划（万元）", "", "月度完成（万元）", ""],
        ["", "", "3月", "4月", "3月", "4月"],
        [1, "东路", 1, 2, 3, 4],
    ]

    reading = reading_of(grid(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]))

    assert keys(reading)[2:] == ["month_plan@3", "month_plan@4", "in_month@3", "in_month@4"]


def dekads(march, april):
    return [
        ["单位：万元"],
        ["序号", "项目名称", "3月", "", "", "", "4月", "", "", ""],
        ["", "", *["上旬", "中旬", "下旬", "累计"] * 2],
        [1, "东路", 1, 2, 3, march, 1, 1, 1, april],
        [2, "西路", 1, 1, 1, 3, 2, 2, 2, 6 if april == 3 else 9],
    ]


@pytest.mark.parametrize(
    ("march", "april", "last"), [(6, 3, "in_month@4"), (6, 9, "completed@4"), (5, 4, None)]
)
def test_what_stands_beside_the_dekads_is_what_its_figures_say(march, april, last):
    columns = (*COLUMNS, Column("ytd", ("1-n月",), Kind.MONEY, across=True))
    columns = [
        c if c.key != "completed" else Column("completed", ("1-n月",), Kind.MONEY, across=True)
        for c in COLUMNS
    ]

    reading = reading_of(grid(dekads(march, april), ["C2:F2", "G2:J2"]), columns=tuple(columns))

    assert keys(reading)[2:5] == ["in_month@3.1", "in_month@3.2", "in_month@3.3"]
    assert ({"in_month@4", "completed@4"} & set(keys(reading))) == ({last} if last else set())
    assert [q.about for q in reading.questions] == ([] if last else ["3月 / 累计"])


# --- years ----------------------------------------------------------------------------------


def test_what_was_completed_by_the_end_of_last_year_is_known_by_its_number_too():
    columns = (*COLUMNS, Column("before", ("至上年底累计完成投资",), Kind.MONEY))
    head = ["序号", "项目名称", "截至2022年底累计完成投资", "2022年计划投资"]

    reading = reading_of(grid([["单位：万元"], head, [1, "东路", 10, 5]]), columns=columns)

    assert keys(reading) == ["sequence", "name", "before"]
    assert codes(reading.faults) == [("column_of_other_year", "D2")]


def test_five_years_are_this_plans_or_the_ones_before():
    columns = (
        *COLUMNS,
        Column("five", ("本五年规划投资",), Kind.MONEY),
        Column("past", ("上五年完成投资",), Kind.MONEY),
    )
    head = ["序号", "项目名称", "2021-2025年规划投资", "2016—2020年完成投资"]

    reading = reading_of(grid([["单位：万元"], head, [1, "东路", 10, 5]]), columns=columns)

    assert keys(reading) == ["sequence", "name", "five", "past"]
