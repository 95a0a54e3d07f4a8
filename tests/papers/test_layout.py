"""The layout of official papers (GB/T 9704-2012), read from the XML that Word will read."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from ballast.oversight.reporting.documents import BULLETIN
from ballast.oversight.reporting.documents.bulletin import sample
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.services import write
from tests.papers.written import HEADING
from tools.papers.__main__ import PAPERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4  # twentieths of a point
CHARACTER = 156 / 28 / 25.4 * 72  # points
# The order that Word insists on, as far as templates go (ECMA-376, CT_PPrBase, CT_RPr).
PARAGRAPH = (
    *(
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "pBdr",
        "tabs",
        "autoSpaceDE",
    ),
    *("autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "textDirection", "rPr", "sectPr"),
)
RUN = ("rFonts", "color", "spacing", "sz", "szCs", "lang")
TABLE = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
PARTS = ("word/document.xml", "word/styles.xml", "word/header", "word/footer")


@pytest.fixture(scope="module")
def paper():
    return docx.Document(BytesIO(write(BULLETIN, sample(), HEADING)))


def paragraph(paper, text):
    [found] = [one for one in paper.paragraphs if one.text.startswith(text)]
    return found


def types(one):
    """Font and size of each run that says something."""
    return {
        (run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt) for run in one.runs if run.text
    }


@pytest.mark.parametrize("target", PAPERS, ids=lambda path: path.stem)
def test_the_shipped_template_is_what_its_script_writes(target, tmp_path):
    PAPERS[target](tmp_path / "paper.docx")

    assert (tmp_path / "paper.docx").read_bytes() == target.read_bytes()


@pytest.mark.parametrize("target", PAPERS, ids=lambda path: path.stem)
def test_word_finds_every_property_where_it_looks_for_it(target):
    with zipfile.ZipFile(target) as package:
        parts = [name for name in package.namelist() if name.startswith(PARTS)]
        for part in parts:
            root = etree.fromstring(package.read(part))
            if part.endswith("styles.xml"):
                root = root.find(f"{W}style[@{W}styleId='Normal']")
            for holder, order in (("pPr", PARAGRAPH), ("rPr", RUN), ("tblPr", TABLE)):
                for properties in root.iter(W + holder):
                    places = [order.index(child.tag.removeprefix(W)) for child in properties]
                    assert places == sorted(places), (part, holder)


@pytest.mark.parametrize("target", PAPERS, ids=lambda path: path.stem)
def test_no_font_is_shipped_in_it_only_names_and_what_to_take_instead(target):
    with zipfile.ZipFile(target) as package:
        assert not [name for name in package.namelist() if name.startswith("word/fonts/")]
        table = package.read("word/fontTable.xml").decode()

    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"):
        assert f'w:name="{name}"' in table
    assert "w:embed" not in table


def test_the_page_is_a4_with_the_margins_of_the_standard(paper):
    first = paper.sections[0]

    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    margins = [first.top_margin, first.left_margin, first.right_margin, first.bottom_margin]
    assert [round(one.mm, 1) for one in margins] == [37.0, 28.0, 26.0, 35.0]


def test_the_grid_holds_22_lines_of_28_characters(paper):
    """By hand: 225 mm / 22 = 28.99 pt a line; 156 mm / 28 = 15.79 pt a character of 16 pt."""
    for section in paper.sections:
        grid = section._sectPr.find(qn("w:docGrid"))
        pitch = int(grid.get(qn("w:linePitch"))) / 20
        character = 16 + int(grid.get(qn("w:charSpace"))) / 4096

        assert grid.get(qn("w:type")) == "linesAndChars"
        assert 225 / 25.4 * 72 // pitch == 22
        across = section.page_width - section.left_margin - section.right_margin
        assert across / 12700 // character == (40 if section.orientation else 28)
    normal = paper.styles["Normal"]
    assert normal.paragraph_format.line_spacing.pt == 28.95
    assert (types_of_style(normal), normal.font.size.pt) == ({"仿宋_GB2312"}, 16)


def types_of_style(style):
    return {style.element.rPr.rFonts.get(qn(f"w:{script}")) for script in ("ascii", "eastAsia")}


def test_the_mark_is_red_and_above_a_red_line_as_wide_as_the_text(paper):
    mark = paragraph(paper, "示例市重点项目建设领导小组办公室文件")
    number = paragraph(paper, "示重点办〔")
    line = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))

    assert types(mark) == {("方正小标宋简体", 24)}
    assert {str(run.font.color.rgb) for run in mark.runs} == {"FF0000"}
    assert mark.alignment == number.alignment == 1
    assert (line.get(qn("w:color")), line.get(qn("w:val"))) == ("FF0000", "single")
    assert 0.35 <= int(line.get(qn("w:sz"))) / 8 / 72 * 25.4 <= 0.5
    assert number.paragraph_format.left_indent is number.paragraph_format.right_indent is None


def test_title_levels_and_body_have_their_fonts_and_sizes(paper):
    assert types(paragraph(paper, "关于2023年")) == {("方正小标宋简体", 22)}
    assert types(paragraph(paper, "内部资料")) == {("黑体", 16)}
    for heading in ("一、总体情况", "二、责任单位", "三、主要问题", "四、下一步"):
        assert types(paragraph(paper, heading)) == {("黑体", 16)}
    second = paragraph(paper, "（一）投资进度。")
    assert types(second) == {("楷体_GB2312", 16), ("仿宋_GB2312", 16)}
    assert second._p.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_no_signature_without_its_date_below_and_room_for_the_seal(paper):
    texts = [one.text for one in paper.paragraphs]
    place = texts.index(HEADING.issuer)
    issuer, date = paper.paragraphs[place : place + 2]
    right = date.paragraph_format.right_indent.pt

    assert date.text == "　　　　年　　月　　日"
    assert right == pytest.approx(4 * 156 / 28 / 25.4 * 72, abs=0.1)
    assert issuer.alignment == 2  # sixteen characters would not fit about the date's middle


def test_a_short_issuer_is_centred_on_the_date():
    short = replace(HEADING, issuer="示例市人民政府")
    paper = docx.Document(BytesIO(write(BULLETIN, sample(), short)))
    issuer = next(one for one in paper.paragraphs if one.text == short.issuer)

    assert issuer.alignment == 1
    assert 28 - issuer.paragraph_format.left_indent.pt / CHARACTER == pytest.approx(15, abs=0.1)


def test_page_numbers_stand_outside_odd_right_and_even_left(paper):
    assert paper.settings.odd_and_even_pages_header_footer
    first = paper.sections[0]
    for footer, alignment in ((first.footer, 2), (first.even_page_footer, None)):
        [number] = footer.paragraphs
        assert number.text == "—  —"
        assert "PAGE" in number._p.xml
        assert types(number) == {("宋体", 14)}
        assert number.alignment == alignment
    assert first.footer.paragraphs[0].paragraph_format.right_indent.pt == pytest.approx(15.8, 0.01)
    even = first.even_page_footer.paragraphs[0].paragraph_format
    assert even.left_indent.pt == pytest.approx(15.8, 0.01)


def test_attachments_lie_on_their_side_each_on_its_page_and_the_last_page_stands(paper):
    ways = [section.orientation for section in paper.sections]
    assert ways == [0, 1, 1, 1, 1, 0]
    side = paper.sections[1]
    assert (round(side.page_width.mm), round(side.page_height.mm)) == (297, 210)
    edges = (side.top_margin, side.bottom_margin, side.left_margin, side.right_margin)
    assert [round(one.mm) for one in edges] == [28, 26, 35, 37]
    for number in range(1, 5):
        assert types(paragraph(paper, f"附件{number}")) == {("黑体", 16)}
    names = ("责任单位年度计划", "红灯项目清单", "应开未开项目清单", "未按期报送项目清单")
    for name in names:
        assert types(paragraph(paper, name)) == {("方正小标宋简体", 22)}


def test_the_head_of_a_table_is_repeated_and_no_row_is_torn(paper):
    for table in paper.tables[:4]:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert sum(column.width.mm for column in table.columns) == pytest.approx(225, abs=0.5)


def test_page_numbers_of_pages_on_their_side_stay_below_the_bound_text(paper):
    """28 mm from the left edge: 7 mm outside the text, which begins at 35 mm."""
    number = paper.sections[1].footer.paragraphs[0]
    frame = number._p.pPr.find(qn("w:framePr"))
    middle = (int(frame.get(qn("w:x"))) + int(frame.get(qn("w:w"))) / 2) / MM

    assert middle == pytest.approx(28, abs=0.1)
    assert int(frame.get(qn("w:h"))) / MM == pytest.approx(156, abs=0.1)
    assert number._p.pPr.find(qn("w:textDirection")).get(qn("w:val")) == "tbRl"


def test_the_foot_has_thick_lines_outside_and_a_thin_one_between(paper):
    foot = paper.tables[-1].rows[0].cells[0].tables[0]
    borders = foot._tbl.tblPr.find(qn("w:tblBorders"))
    weight = {one.tag.removeprefix(W): int(one.get(qn("w:sz"))) / 8 for one in borders}

    assert [row.cells[0].text for row in foot.rows] == [
        "抄送：市委办公厅、市人大常委会办公厅、市政协办公厅，市政府督查室。",
        f"{HEADING.issuer}\t　　　　年　　月　　日印发",
    ]
    assert weight["top"] == weight["bottom"] == 1  # 0.35 mm
    assert weight["insideH"] == 0.75  # 0.26 mm
    assert {run.font.size.pt for run in foot.rows[0].cells[0].paragraphs[0].runs} == {14}


def test_without_copies_and_marks_their_lines_vanish():
    bare = docx.Document(BytesIO(write(BULLETIN, sample(), Heading(issuer="甲", mandate="乙"))))

    texts = [one.text for one in bare.paragraphs]
    foot = bare.tables[-1].rows[0].cells[0].tables[0]
    assert "（此件印发" not in "".join(texts)
    assert len(foot.rows) == 1
    assert texts[0] == "\t公开属性：〔公开属性〕"
