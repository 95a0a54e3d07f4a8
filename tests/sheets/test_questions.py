"""What is unsure is asked once, and what was answered is kept for the next month."""

from decimal import Decimal

import pytest

from ballast.platform.sheets.reading import Told
from ballast.platform.sheets.turning import transpose

from .papers import codes, grid, reading_of, said

UNKNOWN = [["单位：万元"], ["序号", "工程项目", "总投资"], [1, "东路", 10]]
TEN = Decimal("100000.00")


def asked(reading):
    return [(q.kind, q.cell, q.about, q.blocking) for q in reading.questions]


def test_a_heading_nobody_knows_is_asked_about_with_guesses_and_the_first_values():
    reading = reading_of(grid(UNKNOWN))

    (question,) = reading.questions
    assert (question.kind, question.cell, question.about) == ("column", "表!B2", "工程项目")
    assert question.guesses[0] == "name"
    assert question.sample == ("东路",)
    assert question.blocking
    assert codes(reading.faults) == [("columns_missing", "A2")]


def test_the_answer_is_applied_and_asks_no_more():
    reading = reading_of(grid(UNKNOWN), told=Told(columns={"工程项目": "name"}))

    assert reading.faults == reading.questions == ()
    assert said(reading) == [{"sequence": "1", "name": "东路", "total": TEN}]


def test_a_column_that_nothing_needs_is_mentioned_without_stopping_anyone():
    rows = [["序号", "项目名称", "总投资（万元）", "备注情况"], [1, "东路", 10, "略"]]

    assert asked(reading_of(grid(rows))) == [("column", "表!D1", "备注情况", False)]
    assert asked(reading_of(grid(rows), told=Told(columns={"备注情况": ""}))) == []


def test_an_answer_holds_for_next_months_heading_and_next_years():
    def rows(year, month):
        return [
            ["序号", "项目名称", "投资", ""],
            ["", "", f"{year}年{month}月完成数", ""],
            [1, "东路", 10, 5],
        ]

    told = Told(
        columns={"投资 / 2023年9月完成数": "in_month"}, units={"投资 / 2023年9月完成数": "万元"}
    )
    merged = ["A1:A2", "B1:B2", "C1:D1"]

    for year, month in ((2023, 9), (2023, 10), (2024, 1)):
        reading = reading_of(grid(rows(year, month), merged), year=year, told=told)
        assert said(reading)[0][f"in_month@{month}"] == TEN


def test_a_missing_unit_is_asked_once_for_all_months_and_answered_for_the_sheet_or_a_heading():
    rows = [["序号", "项目名称", "总投资", "3月", "4月"], [1, "东路", 20_000, 10, 10]]

    asking = reading_of(grid(rows))

    assert asked(asking) == [("unit", "表!C1", "总投资", True), ("unit", "表!D1", "3月", True)]
    assert asking.questions[0].guesses[0] == "万元"
    answered = reading_of(grid(rows), told=Told(units={"": "万元", "3月": "元"}))
    assert answered.faults == answered.questions == ()
    assert said(answered)[0]["total"] == Decimal("200000000.00")
    assert said(answered)[0]["in_month@4"] == Decimal("10.00")


def test_a_unit_told_for_the_sheet_leaves_a_heading_its_own():
    rows = [["序号", "项目名称", "总投资（亿元）", "3月"], [1, "东路", 2, 10]]

    (row,) = said(reading_of(grid(rows), told=Told(units={"": "万元"})))

    assert (row["total"], row["in_month@3"]) == (Decimal("200000000.00"), TEN)


def test_two_columns_of_one_name_are_asked_about_and_one_is_left_out():
    rows = [
        ["序号", "项目名称", "概算（万元）", "决算（万元）"],
        ["", "", "总投资", "总投资"],
        [1, "东路", 10, 12],
    ]
    merged = ["A1:A2", "B1:B2"]

    reading = reading_of(grid(rows, merged))

    assert codes(reading.faults) == [("column_twice", "D2")]
    assert [q.about for q in reading.questions] == ["决算(万元) / 总投资"]
    told = Told(columns={"决算(万元) / 总投资": ""})
    assert said(reading_of(grid(rows, merged), told=told))[0]["total"] == TEN


def test_another_money_is_asked_about_and_read_once_told():
    rows = [["Project name", "Owner", "Total investment (£m)"], ["East Road", "City", "£65.5"]]

    asking = reading_of(grid(rows))

    assert codes(asking.faults) == [("currency_foreign", "C1")]
    (question,) = asking.questions
    assert (question.kind, question.guesses, question.blocking) == ("currency", ("GBP",), True)
    answered = reading_of(grid(rows), told=Told(currency="GBP"))
    assert answered.faults == answered.questions == ()
    assert said(answered)[0]["total"] == Decimal("65500000.00")


# --- sheets ---------------------------------------------------------------------------------

HEAD = ["序号", "项目名称", "总投资（万元）", "责任单位"]


def sheet(name, *projects, **also):
    rows = [[n, project, 10, "水利局"] for n, project in enumerate(projects, 1)]
    return grid([HEAD, *rows], sheet=name, **also)


def test_one_sheet_per_unit_is_read_whole_without_a_question():
    reading = reading_of(
        grid([["封面"], ["项目名称：重点项目"]], sheet="封面"),
        *(sheet("城关镇", "东路", "西路"), sheet("沙河镇", "南堤")),
        grid([["新建", "续建"], ["是", "否"]], sheet="字典"),
        sheet("旧", "北桥", visible=False),
    )

    assert [table.sheet for table in reading.tables] == ["城关镇", "沙河镇"]
    assert reading.questions == ()
    assert [(f.code, f.cell) for f in reading.doubts] == [("sheet_hidden", "旧!A1")]


def test_the_same_list_on_two_sheets_is_asked_about_and_one_is_taken():
    sheets = sheet("总表", "东路", "西路", "南堤"), sheet("总表 (2)", "东路", "西路")

    reading = reading_of(*sheets)

    assert asked(reading) == [("sheet", "总表 (2)!A1", "总表 (2)", True)]
    assert reading.questions[0].guesses == ("总表", "总表 (2)")
    told = Told(sheets={"总表": True, "总表 (2)": False})
    answered = reading_of(*sheets, told=told)
    assert answered.questions == ()
    assert [table.sheet for table in answered.tables] == ["总表"]


def test_a_list_of_names_beside_the_ledger_is_passed_over_with_a_doubt():
    from .papers import COLUMNS, Column, Kind

    needed = (*COLUMNS, Column("wanted", ("总投资",), Kind.MONEY, required=True))
    names = grid([["序号", "项目名称", "责任单位"], [1, "北桥", "水利局"]], sheet="名单")

    reading = reading_of(sheet("正表", "东路"), names, columns=needed)

    assert [table.sheet for table in reading.tables] == ["正表"]
    assert [(f.code, f.cell) for f in reading.doubts] == [("sheet_passed_over", "名单!A1")]
    assert reading.faults == ()


# --- turned sheets --------------------------------------------------------------------------

TURNED = [
    *(["项目名称", "东路", "西路"], ["项目业主", "城投集团", "交投集团"]),
    *(["总投资（万元）", 10, "约三千万"], ["责任单位", "水利局", "水利局"]),
]


def test_headings_in_the_first_column_are_recognised_and_cells_keep_their_names():
    reading = reading_of(grid(TURNED))

    assert [row["name"] for row in said(reading)] == ["东路", "西路"]
    assert said(reading)[0]["total"] == TEN
    assert codes(reading.faults) == [("amount_not_number", "C3")]


def test_a_turned_sheet_that_is_not_sure_is_asked_about():
    short = grid(
        [["Project name", "East", "West"], ["Owner", "City", "City"], ["Remark", "none", "none"]]
    )

    assert asked(reading_of(short)) == [("transposed", "表!A1", "表", True)]
    assert said(reading_of(short, told=Told(transposed=True)))[0]["name"] == "East"


def test_turning_twice_gives_the_sheet_again():
    sheet_ = grid([[1, 2, 3], ["a"]], ["A1:B1"], hidden_rows=frozenset({1}))

    twice = transpose(transpose(sheet_))

    assert twice.rows == [[1, 2, 3], ["a", "", ""]]
    assert twice.anchors == sheet_.anchors
    assert twice.hidden_rows == sheet_.hidden_rows


# --- the layout's name ----------------------------------------------------------------------


def layout(year, month, *names):
    rows = [[n, name, 10, 5] for n, name in enumerate(names, 1)]
    head = ["序号", "项目名称", f"{year}年计划投资（万元）", f"1-{month}月完成投资（万元）"]
    return reading_of(grid([[f"{year}年{month}月"], head, *rows]), year=year).fingerprint


def test_a_layout_is_the_same_whatever_its_month_year_and_projects():
    assert layout(2023, 9, "东路") == layout(2024, 10, "西路", "南堤")


def test_one_more_month_is_the_same_layout_and_one_more_column_another():
    head = ["序号", "项目名称", "1月", "2月"]
    one, two = (grid([["单位：万元"], names, [1, "东路"]]) for names in (head, [*head, "3月"]))
    other = grid([["单位：万元"], [*head, "备注情况"], [1, "东路"]])

    prints = [reading_of(sheet_).fingerprint for sheet_ in (one, two, other)]

    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize("told", [Told(), Told(columns={"a": "name"}, sheets={"b": False})])
def test_what_was_told_survives_being_kept(told):
    assert Told.load(told.dump()) == told
