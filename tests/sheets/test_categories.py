"""The lines between projects, and what they declare of them."""

import pytest

from .papers import codes, grid, reading_of

HEAD = [["单位：万元"], ["序号", "项目名称", "总投资", "责任单位", "形象进度"]]


def project(number, name=None, total=10, unit="水利局", progress="打桩"):
    return [number, name or f"第{number}号", total, unit, progress]


def line(text, total="", first=""):
    return [first, text, total, "", ""]


def read(*rows, merged=()):
    return reading_of(grid([*HEAD, *rows], merged))


def paths(reading):
    (table,) = reading.tables
    return [[category.name for category in table.path(row)] for row in table.rows]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("一、{}", "（一）{}", "1.{}"),
        ("一、{}（2项）", "（一）{}（2项）", "1、{}（2项）"),
        ("第一类 {}", "(一){}", "（1）{}"),
        ("Ⅰ、{}", "一、{}", "（一）{}"),
        ("II. {}", "一、{}", "——{}"),
        ("一、{}", "（一）{}", "——{}（共2项）"),
        ("一、{}", "——{}", "{}（2个）"),
        ("一、{}", "（一）{}", "{}（2项 20万元）"),
    ],
)
def test_any_marks_nest_as_they_first_stand(first, second, third):
    reading = read(
        *(line(first.format("甲")), line(second.format("乙")), line(third.format("丙"))),
        *(project(1), project(2), line(second.format("丁").replace("2", "1")), project(3)),
        *(line(first.format("戊").replace("2", "1")), project(4)),
    )

    assert paths(reading) == [["甲", "乙", "丙"]] * 2 + [["甲", "丁"], ["戊"]]


def test_the_mark_may_stand_in_the_column_of_numbers():
    reading = read(
        *(line("交通（1项）", first="一"), line("铁路（1项）", first="（一）"), project(1)),
        *(line("水利（1项）", first="二"), line("防洪（1项）", first="1"), project(2)),
    )

    assert reading.faults == reading.doubts == ()
    assert paths(reading) == [["交通", "铁路"], ["水利", "防洪"]]


def test_a_name_merged_over_the_table_is_a_category_of_the_widest_kind():
    reading = read(
        *(["续建项目", "", "", "", ""], line("一、交通"), project(1)),
        *(["新建项目", "", "", "", ""], project(2)),
        merged=["A3:E3", "A6:E6"],
    )

    assert reading.faults == ()
    assert paths(reading) == [["续建项目", "交通"], ["新建项目"]]


def test_parts_of_a_total_are_checked_where_their_projects_lie():
    reading = read(
        *(line("合计（3项）", 30), line("其中：在建重点项目（2项）", 20)),
        *(line("预备重点项目（2项）", 10), line("一、市本级（3项）", 30)),
        *(line("（一）在建（2项）", 20), project(1), project(2)),
        *(line("（二）预备（1项）", 10), project(1)),
    )

    assert codes(reading.faults) == [("count_differs", "B5")]
    assert reading.faults[0].params == {"declared": 2, "found": 1}
    assert reading.doubts == ()


def test_parts_may_be_told_by_a_column():
    reading = read(
        *(line("合计（3项）", 30), line("其中：打桩（2项）", 20), line("封顶（1项）", 10)),
        *(project(1), project(2), project(3, progress="封顶")),
    )

    assert reading.faults == reading.doubts == ()


def test_a_subtotal_that_adds_up_is_silent_and_one_that_does_not_is_a_doubt():
    right = read(project(1), project(2), line("小计", 20), project(3), line("小计", 10))
    wrong = read(project(1), project(2), line("小计", 25))

    assert right.faults == right.doubts == ()
    assert codes(wrong.doubts) == [("subtotal_unchecked", "B5")]


def test_sums_may_stand_in_a_column_before_number_and_name():
    rows = [
        *(["单位：万元"], ["责任单位", "序号", "项目名称", "总投资"]),
        *(["城关镇", 1, "东路", 10], ["", 2, "西路", 20], ["小计", "", "", 30]),
        *(["沙河镇", 1, "南堤", 10], ["小计", "", "", 10], ["合计（3项）", "", "", 41]),
    ]

    reading = reading_of(grid(rows, ["A3:A4"]))

    assert reading.faults == ()
    assert codes(reading.doubts) == [("sum_differs", "D8")]
    assert [row.text("unit") for row in reading.tables[0].rows] == ["城关镇", "城关镇", "沙河镇"]


def test_numbers_before_names_are_no_categories_where_no_column_has_them():
    rows = [["项目名称", "总投资（万元）"], ["1.东路", 10], ["2.西路", 20], ["合计（2项）", 30]]

    reading = reading_of(grid(rows))

    assert reading.faults == reading.doubts == ()
    assert [row.text("name") for row in reading.tables[0].rows] == ["1.东路", "2.西路"]


@pytest.mark.parametrize(
    "name", ["铁路（3项工程）", "某园区（一期）", "共计划建设3个", "全市合计划", "1号路"]
)
def test_a_numbered_line_is_a_project_whatever_its_name_looks_like(name):
    reading = read(project(1, name))

    assert reading.faults == reading.doubts == ()
    assert paths(reading) == [[]]
