"""A unit gets its own workbook back with the faults marked, or a list where that cannot be."""

import io

from django.utils import translation
from openpyxl import load_workbook

from ballast.delivery.ledgers.sheets.marking import Said, marked
from ballast.platform.sheets.reading import open_workbook
from tests.ledgers.workbooks import month_workbook

FAULT = Said("进度!C3", "“约3.5”不是数字")
DOUBT = Said("进度!B3", "另有项目同名", is_doubt=True)


def given(content, filename, *said):
    with translation.override("zh-hans"):
        return marked(content, filename, said or (FAULT, DOUBT))


def lines(content):
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_the_workbook_comes_back_marked_with_the_list_first():
    made = given(month_workbook([(1, "北江大桥", "约3.5", "")]), "北区9月.xlsx")
    book = load_workbook(io.BytesIO(made.content))

    assert (made.filename, made.is_the_workbook) == ("北区9月（已标注）.xlsx", True)
    assert book.sheetnames == ["导入问题清单", "进度"]
    assert book["进度"]["C3"].comment.text == FAULT.words
    assert lines(made.content) == [
        ["序号", "类别", "工作表", "单元格", "问题"],
        ["1", "差错", "进度", "C3", "“约3.5”不是数字"],
        ["2", "疑点", "进度", "B3", "另有项目同名"],
    ]


def test_what_was_marked_is_read_as_what_was_sent():
    sent = month_workbook([(1, "北江大桥", "约3.5", "封顶")])
    made = given(sent, "北区9月.xlsx")

    listed, table = open_workbook(made.content).grids
    assert listed.sheet == "导入问题清单"
    assert table == open_workbook(sent).grids[0]


def test_of_a_text_file_the_list_comes_back_by_cell():
    made = given(
        "项目名称,完成投资\n北江大桥,约3.5\n".encode(), "北区.csv", Said("CSV!B2", "不是数字")
    )

    assert (made.filename, made.is_the_workbook) == ("北区（问题清单）.xlsx", False)
    assert lines(made.content)[1] == [1, "差错", "CSV", "B2", "不是数字"]


def test_of_a_package_that_is_not_cut_into_the_list_comes_back():
    made = given(b"PK\x03\x04 broken", "坏.xlsx")

    assert not made.is_the_workbook
    assert [line[3] for line in lines(made.content)[1:]] == ["C3", "B3"]


def test_a_workbook_is_given_back_as_one_whatever_it_was_called():
    content = month_workbook([(1, "北江大桥", 3, "")])

    assert given(content, "北区.xls").filename == "北区（已标注）.xlsx"
    assert given(content, "北区.xlsm").filename == "北区（已标注）.xlsm"
