"""Marking a workbook: its faults stand where they are, and nothing else of it moves."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from ballast.platform.sheets.marking import Line, Listing, Mark, Unmarkable, mark

RED, AMBER = "FFFF9C9C", "FFFFE08A"
HEADS = (("序号", 6), ("类别", 8), ("单元格", 16), ("问题", 60))


def ledger():
    """A ledger with merged title, widths, a formula with its result, a chart, a name, a comment."""
    book = Workbook()
    sheet = book.active
    sheet.title = "进度 '1'"
    sheet.append(["2023年9月进度表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "项目名称", "完成投资"])
    sheet.append([1, "一号桥", 120])
    sheet.append([2, "二号桥", "约3.5"])
    sheet["C5"] = "=SUM(C3:C4)"
    sheet["B3"].font = Font(bold=True)
    sheet["C4"].comment = Comment("请业主核对", "王")
    sheet.column_dimensions["B"].width = 33
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=4))
    sheet.add_chart(chart, "E2")
    sheet.defined_names["区"] = DefinedName("区", attr_text="'进度 ''1'''!$A$1")
    book.create_sheet("空表")
    return with_result(saved(book))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_result(content):
    """As a program that computes leaves it: the formula with its stored value."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(b"<f>SUM(C3:C4)</f><v />", b"<f>SUM(C3:C4)</f><v>123.5</v>")
            new.writestr(
                name, part.replace(b"<f>SUM(C3:C4)</f><v></v>", b"<f>SUM(C3:C4)</f><v>123.5</v>")
            )
    return out.getvalue()


def listed(*marks):
    lines = [
        Line(
            (str(n), "疑问" if one.is_doubt else "错误", one.cell, one.words),
            (one.sheet, one.cell),
            one.is_doubt,
        )
        for n, one in enumerate(marks, 1)
    ]
    return Listing("导入问题清单", "导入问题清单", "共几处", HEADS, lines, 2)


def marked(*marks, content=None):
    return mark(content or ledger(), marks, listed(*marks), "压舱石")


def on(cell, words, *, doubt=False, sheet="进度 '1'"):
    return Mark(sheet, cell, words, doubt)


def values(content, sheet="进度 '1'"):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_fault_is_red_a_doubt_amber_and_both_together_red():
    out = marked(
        on("C3", "疑问", doubt=True), on("B3", "错误"), on("B4", "疑", doubt=True), on("B4", "错")
    )
    sheet = load_workbook(io.BytesIO(out))["进度 '1'"]

    assert [sheet[c].fill.fgColor.rgb for c in ("C3", "B3", "B4")] == [AMBER, RED, RED]
    assert sheet["B4"].comment.text == "疑\n错"
    assert sheet["B3"].font.b
    assert sheet["A3"].fill.fgColor.rgb not in {RED, AMBER}


def test_nothing_else_of_the_workbook_moves():
    before, out = ledger(), marked(on("B4", "错误"))
    old, new = parts(before), parts(out)
    touched = {name for name in old if old[name] != new[name]}

    assert values(out) == values(before)
    assert values(out)[4][2] == 123.5
    assert touched == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        *(name for name in touched if "comment" in name.lower()),
    }
    assert any("chart" in name for name in new)
    sheet = load_workbook(io.BytesIO(out))["进度 '1'"]
    assert sheet["C5"].value == "=SUM(C3:C4)"
    assert sheet.column_dimensions["B"].width == 33
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]


def test_a_comment_that_was_there_stays_above_ours():
    out = marked(on("C4", "“约3.5”不是数字"), on("C3", "过大"))
    sheet = load_workbook(io.BytesIO(out))["进度 '1'"]

    assert sheet["C4"].comment.text == "请业主核对\n“约3.5”不是数字"
    assert sheet["C3"].comment.text == "过大"


def test_a_cell_that_was_empty_is_marked_where_it_would_stand():
    before = ledger()
    out = marked(on("A5", "缺"), on("D3", "缺"), on("B9", "缺"), on("A7", "缺", doubt=True))
    sheet = load_workbook(io.BytesIO(out))["进度 '1'"]

    assert [sheet[c].fill.fgColor.rgb for c in ("A5", "D3", "B9", "A7")] == [RED, RED, RED, AMBER]
    assert [row[:3] for row in values(out)[:5]] == [row[:3] for row in values(before)[:5]]


def test_the_list_stands_first_and_leads_to_each_cell():
    out = marked(on("B4", "=cmd|'/c calc'!A1"), on("A1", "疑问", sheet="空表", doubt=True))
    book = load_workbook(io.BytesIO(out))
    first = book.worksheets[0]

    assert book.sheetnames == ["导入问题清单", "进度 '1'", "空表"]
    assert book.active is first
    assert [one.title for one in book if one.sheet_view.tabSelected] == ["导入问题清单"]
    assert [first["C4"].hyperlink.location, first["C5"].hyperlink.location] == [
        "'进度 ''1'''!B4",
        "'空表'!A1",
    ]
    assert (first["D4"].value, first["D4"].data_type) == ("=cmd|'/c calc'!A1", "s")


def test_names_of_a_sheet_stay_with_their_sheet():
    book = load_workbook(io.BytesIO(marked(on("B4", "错误"))))

    assert list(book["进度 '1'"].defined_names) == ["区"]
    assert not book.worksheets[0].defined_names


def test_a_workbook_marked_once_is_marked_again():
    once = marked(on("B4", "错误"))
    again = marked(on("B4", "还是错误"), content=once)
    book = load_workbook(io.BytesIO(again))

    assert book.sheetnames == ["导入问题清单2", "导入问题清单", "进度 '1'", "空表"]
    assert book["进度 '1'"]["B4"].comment.text == "错误\n还是错误"


def test_signs_that_no_xml_holds_do_not_spoil_the_workbook():
    out = marked(on("B4", "坏\x00\x1f\ud800<&>\"'字"))

    assert load_workbook(io.BytesIO(out))["进度 '1'"]["B4"].comment.text == "坏<&>\"'字"


@pytest.mark.parametrize("gone", ["xl/styles.xml", "xl/workbook.xml"])
def test_a_package_without_what_is_needed_is_not_cut_into(gone):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts(ledger()).items():
            if name != gone:
                archive.writestr(name, part)

    with pytest.raises(Unmarkable):
        marked(on("B4", "错误"), content=out.getvalue())
