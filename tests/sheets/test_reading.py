"""What is read from a workbook, and that everything wrong is told with its cell."""

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.delivery.ledgers.sheets import form
from ballast.platform.sheets.reading import WorkbookRefused, open_workbook, read
from tests.ledgers.workbooks import (
    Category,
    Plan,
    Project,
    grid_workbook,
    plan_workbook,
)

HEAD = ["序号", "项目名称", "总投资（万元）", "责任单位"]


def reading_of(content, year=2023):
    return read(open_workbook(content), form("plan", year))


def told(reading):
    return [(fault.code, fault.cell) for fault in reading.faults]


def doubted(reading):
    return [(doubt.code, doubt.cell) for doubt in reading.doubts]


def names(reading):
    return [row.text("name") for table in reading.tables for row in table.rows]


def paths(reading):
    (table,) = reading.tables
    return [[category.name for category in table.path(row)] for row in table.rows]


def one_project(**told_of_it):
    return plan_workbook(Plan(projects=[Project("环城公路", **told_of_it)], count=""))


# --- what is read --------------------------------------------------------------------------


def test_a_plan_with_a_heading_of_two_levels_is_read_to_the_last_field():
    plan = Plan([Category("基础设施", [Category("交通", projects=[Project("环城公路", 25000.5)])])])

    reading = reading_of(plan_workbook(plan))

    (table,) = reading.tables
    (row,) = table.rows
    assert table.title == "临川市2023年重点项目投资计划"
    assert table.notes == ("注:本表为虚构。",)
    assert row.line == 8
    assert row.values == {
        "sequence": "1",
        "name": "环城公路",
        "content": "新建道路二公里",
        "total_investment": Decimal("250005000.00"),
        "planned": Decimal("6000000.00"),
        "goal": "完成路基",
        "owner": "城投集团",
    }
    assert row.cells["planned"] == "附件1!E8"
    assert paths(reading) == [["基础设施", "交通"]]


@pytest.mark.parametrize(
    ("stated", "heading", "yuan"),
    [
        ("单位：万元", "总投资", "120000.00"),
        ("单位:亿元", "总投资", "1200000000.00"),
        ("计量单位：元", "总投资", "12.00"),
        ("", "总投资（亿元）", "1200000000.00"),
        ("单位：万元", "总投资\n（亿元）", "1200000000.00"),
        ("（万元）", "总投资", "120000.00"),
        ("Unit: 10,000 yuan", "Total investment", "120000.00"),
    ],
)
def test_the_unit_is_found_wherever_an_office_writes_it(stated, heading, yuan):
    content = grid_workbook(
        [["计划", "", stated], ["序号", "项目名称", heading], [1, "环城公路", 12]]
    )

    reading = reading_of(content)

    assert told(reading) == []
    assert reading.tables[0].rows[0].money("total_investment") == Decimal(yuan)


def test_an_amount_without_a_unit_is_refused_rather_than_guessed():
    content = grid_workbook(
        [["编制单位：万元镇政府"], ["序号", "项目名称", "总投资"], [1, "环城公路", 12]]
    )

    assert told(reading_of(content)) == [("unit_missing", "表!C2")]


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        (12.5, "125000.00"),
        ("1,234.5", "12345000.00"),
        ("１，２３４．５", "12345000.00"),
        (" 1 234 ", "12340000.00"),
        (0.1 + 0.2, "3000.00"),
        (0, "0.00"),
        ("—", None),
        ("/", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_a_person_reads_it(written, yuan):
    reading = reading_of(one_project(total=written))

    assert told(reading) == []
    found = reading.tables[0].rows[0].money("total_investment")
    assert found == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("约三千万", "amount_not_number"),
        ("12万元", "amount_not_number"),
        ("1e6", "amount_not_number"),
        ("1,23", "amount_not_number"),
        ("10²", "amount_not_number"),
        (True, "amount_not_number"),
        (-5, "cell_amount_negative"),
        (1e300, "amount_huge"),
    ],
)
def test_what_is_no_amount_is_told_with_its_cell(written, code):
    assert (code, "附件1!D6") in told(reading_of(one_project(total=written)))


def test_one_amount_merged_over_two_projects_is_told_and_one_owner_is_said_of_both():
    content = grid_workbook(
        [HEAD, [1, "东路", 10, "市水利局"], [2, "西路", "", ""]], ["C2:C3", "D2:D3"]
    )

    reading = reading_of(content)

    assert told(reading) == [("amount_merged", "表!C3")]
    assert [row.text("unit") for row in reading.tables[0].rows] == ["市水利局", "市水利局"]


def test_a_name_merged_over_two_numbers_does_not_swallow_a_project():
    content = grid_workbook([HEAD, [1, "东路", 10, ""], [2, "", "", ""]], ["B2:B3"])

    assert told(reading_of(content)) == [("name_merged", "表!B3")]


def test_a_column_of_another_year_is_not_taken_for_this_years():
    content = grid_workbook(
        [
            ["单位：万元"],
            ["序号", "项目名称", "2022年计划投资", "2023年计划投资"],
            [1, "环城公路", 1, 2],
        ]
    )

    reading = reading_of(content)

    assert reading.tables[0].rows[0].money("planned") == Decimal("20000.00")
    assert reading.tables[0].rows[0].cells["planned"] == "表!D3"


def test_a_plan_of_another_year_is_not_brought_in_without_its_figures():
    content = plan_workbook(Plan(projects=[Project("环城公路")]))

    assert told(reading_of(content, year=2022)) == [
        ("column_of_other_year", "附件1!E4"),
        ("column_of_other_year", "附件1!F4"),
    ]


def test_headings_of_three_levels_are_read():
    content = grid_workbook(
        [
            ["单位：万元"],
            ["序号", "项目名称", "投资情况", "", "", "责任主体"],
            ["", "", "总投资", "2023年", "", "责任单位"],
            ["", "", "", "计划投资", "形象进度目标", ""],
            [1, "环城公路", 10, 2, "通车", "市水利局"],
        ],
        ["A2:A4", "B2:B4", "C2:E2", "C3:C4", "D3:E3", "F3:F4"],
    )

    reading = reading_of(content)

    (row,) = reading.tables[0].rows
    assert told(reading) == []
    assert row.values == {
        "sequence": "1",
        "name": "环城公路",
        "total_investment": Decimal("100000.00"),
        "planned": Decimal("20000.00"),
        "goal": "通车",
        "unit": "市水利局",
    }


def test_ordinals_and_counts_in_cells_of_their_own_make_the_same_categories():
    content = grid_workbook(
        [
            HEAD,
            ["", "合计", 30, "2项"],
            ["一", "交通（1项）", 10, ""],
            [1, "环城公路", 10, ""],
            ["二、水利", "", "", ""],
            ["（一）", "防洪（1项）", 20, ""],
            [2, "南堤", 20, ""],
        ],
        ["A5:B5"],
    )

    reading = reading_of(content)

    assert told(reading) == doubted(reading) == []
    assert paths(reading) == [["交通"], ["水利", "防洪"]]
    assert [check.agrees for check in reading.tables[0].checks] == [True] * 6


def test_a_heading_printed_again_and_rows_numbered_in_advance_are_no_projects():
    content = grid_workbook([HEAD, [1, "东路", 10, ""], HEAD, [2, "西路", 10, ""], [3, "", "", ""]])

    reading = reading_of(content)

    assert names(reading) == ["东路", "西路"]
    assert told(reading) == []


def test_a_line_that_is_neither_project_nor_category_is_told_not_skipped():
    content = grid_workbook([HEAD, [1, "东路", 10, ""], ["", "其中重点保障", "", ""]])

    assert told(reading_of(content)) == [("row_unclear", "表!B3")]


def test_sheets_without_such_a_table_are_passed_over_and_a_hidden_one_is_mentioned():
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "字典"
    book.active.append(["新建", "续建"])
    for title, name in (("正表", "东路"), ("旧表", "西路")):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        sheet.append([1, name, 10, ""])
    book["旧表"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    reading = reading_of(out.getvalue())

    assert names(reading) == ["东路"]
    assert doubted(reading) == [("sheet_hidden", "旧表!A1")]


# --- counts and sums -----------------------------------------------------------------------


def test_a_wrong_count_is_told_at_its_cell_and_moves_no_project():
    railways = Category("铁路", projects=[Project("甲线"), Project("乙线")], count=3)
    roads = Category("公路", projects=[Project("丙路")])

    reading = reading_of(plan_workbook(Plan([Category("交通", [railways, roads], count=3)])))

    assert told(reading) == [("count_differs", "附件1!B7")]
    assert reading.faults[0].params == {"declared": 3, "found": 2}
    assert paths(reading) == [["交通", "铁路"], ["交通", "铁路"], ["交通", "公路"]]


def test_a_wrong_sum_is_a_doubt_and_a_sum_over_a_missing_amount_is_not_judged():
    whole = Category("铁路", projects=[Project("甲线", 10), Project("乙线", 20)])
    partial = Category("公路", projects=[Project("丙路", ""), Project("丁路", 5)])
    plan = Plan([whole, partial], cells={"D6": 31})

    reading = reading_of(plan_workbook(plan))

    assert told(reading) == []
    assert doubted(reading) == [("sum_differs", "附件1!D6")]
    assert reading.doubts[0].params == {
        "declared": Decimal("310000.00"),
        "found": Decimal("300000.00"),
    }


trees = st.recursive(
    st.integers(0, 3).map(lambda size: [size]),  # a category's own projects
    lambda below: st.lists(below, min_size=1, max_size=3),
    max_leaves=12,
)


def tree(shape, level, serial):
    """A generated tree as categories of at most three levels, each with its projects."""
    if isinstance(shape[0], int) or level == 3:
        size = shape[0] if isinstance(shape[0], int) else len(shape)
        return [], [Project(f"第{next(serial)}号工程", 10) for _ in range(size)]
    children = []
    for part in shape:
        below, own = tree(part, level + 1, serial)
        children.append(Category(f"类{next(serial)}", below, own))
    return children, []


@settings(max_examples=60)
@given(st.lists(trees, min_size=1, max_size=4), st.data())
def test_any_tree_of_categories_is_read_back_and_any_wrong_count_is_found(shape, data):
    categories, _ = tree(shape, 0, iter(range(1, 1_000)))
    plan = Plan(categories)
    flat = list(every(categories, []))
    right = reading_of(plan_workbook(plan))
    expected = [[*path, c.name] for path, c in flat for _ in c.projects]

    assert [f for f in told(right) if f[0] != "rows_missing"] == []
    assert paths(right) == expected

    place = data.draw(st.integers(0, len(flat) - 1))
    _, chosen = flat[place]
    chosen.count = len(chosen.all()) + data.draw(st.integers(1, 20))
    wrong = reading_of(plan_workbook(plan))

    assert [f for f in told(wrong) if f[0] == "count_differs"] == [
        ("count_differs", cell_of(wrong, chosen))
    ]
    assert paths(wrong) == expected


def every(categories, path):
    for category in categories:
        yield path, category
        yield from every(category.children, [*path, category.name])


def cell_of(reading, wanted):
    (found,) = (c.cell for c in reading.tables[0].categories if c.name == wanted.name)
    return found


# --- files that must be refused in words ----------------------------------------------------


def part_replaced(part, content):
    """A good workbook in which one part is another."""
    out = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(grid_workbook([HEAD, [1, "东路", 10, ""]])))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, content if name == part else good.read(name))
    return out.getvalue()


def cells(xml):
    return part_replaced(
        "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{xml}</sheetData></worksheet>",
    )


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(301 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "file_is_empty"),
        (lambda: b"PK\x03\x04" + bytes(100), "workbook_unreadable"),
        (lambda: grid_workbook([HEAD])[:-200], "workbook_unreadable"),
        (lambda: part_replaced("xl/workbook.xml", "<workbook>"), "workbook_unreadable"),
        (lambda: cells('<row r="1"><c r="A1"><v>1'), "workbook_unreadable"),
        # A few kilobytes packed; read to the end for each tag they would take hours.
        (lambda: cells("<row>" + "<c>" * 300_000), "cell_far_out"),
        (lambda: cells("<row>" + "<c " * 300_000), "workbook_unreadable"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(100), "workbook_unreadable"),
        (lambda: bytes(20 * 1024 * 1024 + 1), "workbook_too_large"),
        (bomb, "workbook_swells"),
        (lambda: cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "cell_far_out"),
        (
            lambda: cells(
                f'<row r="1">{"<c><v>1</v></c>" * 16384}</row><row r="9999"><c><v>1</v></c></row>'
            ),
            "cell_far_out",
        ),
        (
            lambda: cells(
                '<row r="500"><c r="SF500"><v>1</v></c></row></sheetData><mergeCells>'
                '<mergeCell ref="A1:SF500"/></mergeCells><sheetData>'
            ),
            "workbook_tangled",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(make, code):
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(make())

    assert refused.value.code == code


def test_an_empty_sheet_and_a_bare_heading_are_told():
    assert told(reading_of(grid_workbook([]))) == [("table_missing", "表!A1")]
    assert told(reading_of(grid_workbook([HEAD]))) == [("rows_missing", "表!A1")]


def test_an_error_or_an_uncomputed_formula_is_not_taken_for_a_blank():
    def text(cell, words):
        return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'

    content = cells(
        f'<row r="1">{text("A1", "序号")}{text("B1", "项目名称")}{text("C1", "总投资（万元）")}</row>'
        f'<row r="2"><c r="A2"><v>1</v></c>{text("B2", "东路")}<c r="C2" t="e"><v>#REF!</v></c></row>'
        f'<row r="3"><c r="A3"><v>2</v></c>{text("B3", "西路")}<c r="C3"><f>1+1</f></c></row>'
        f'<row r="4"><c r="A4"><v>3</v></c>{text("B4", "南路")}<c r="C4"><f>1+1</f><v>2</v></c></row>'
    )

    reading = reading_of(content)

    assert told(reading) == [("cell_error", "表!C2"), ("formula_unvalued", "表!C3")]
    assert reading.tables[0].rows[2].money("total_investment") == Decimal("20000.00")


def test_a_name_too_long_for_the_register_is_told():
    assert ("cell_text_too_long", "附件1!B6") in told(
        reading_of(plan_workbook(Plan(projects=[Project("长" * 301)])))
    )
