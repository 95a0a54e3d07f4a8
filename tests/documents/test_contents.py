"""The preview is read out of the very .docx, and looks like it."""

from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from ballast.platform.documents.contents import Grid, body_of, leaves, text_of


def a_paper():
    """A mark in red, a line with a tab, a table, and a page that lies on its side."""
    document = docx.Document()
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = mark.add_run("某办公室文件")
    run.font.size, run.font.color.rgb = Pt(24), RGBColor(0xC0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正小标宋简体")
    document.add_paragraph("左\t右")
    document.add_paragraph("〔人〕自拟。")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(1, 0).text, table.cell(1, 1).text = "甲<乙>&丙", "81.4"
    document.sections[0].header.paragraphs[0].text = "草稿"
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("附件1")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_each_orientation_is_a_leaf_of_its_own_with_its_head():
    upright, across = leaves(a_paper())

    assert (upright.is_landscape, across.is_landscape) == (False, True)
    assert [one.text for one in upright.head] == ["草稿"]
    assert across.blocks[-1].text == "附件1"


def test_face_size_colour_and_place_of_a_line_are_the_papers_own():
    mark, split, draft, *_ = leaves(a_paper())[0].blocks

    [piece] = mark.pieces
    assert (mark.align, piece.face, piece.size, piece.is_red) == ("centre", "song", 24, True)
    assert [[one.text for one in part] for part in split.parts] == [["左"], ["右"]]
    assert draft.pieces[0].is_draft
    assert not mark.pieces[0].is_draft


def test_cells_that_were_joined_stay_joined():
    [grid] = [one for one in leaves(a_paper())[0].blocks if isinstance(one, Grid)]

    assert [[cell.across for cell in row] for row in grid.rows] == [[2], [1, 1]]
    assert grid.widths == (50, 50)
    assert grid.rows[1][0].lines[0].text == "甲<乙>&丙"


def test_the_search_finds_the_tables_too_and_the_length_does_not_count_them():
    assert "甲<乙>&丙\t81.4" in text_of(a_paper())
    assert "甲" not in body_of(a_paper())
    assert "附件1" not in body_of(a_paper())
