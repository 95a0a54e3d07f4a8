"""The office's working sheet: no red head and no imprint, one page where one is promised."""

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from ballast.config.papers import PAPERS
from ballast.platform.documents import writing
from ballast.platform.documents.checking import check
from ballast.platform.documents.kinds import Form
from ballast.platform.documents.writing import context, write
from tests.documents.papers import HEADING, needs_libreoffice, pages, part, said, signed

pytestmark = pytest.mark.django_db  # the days of a signed paper come from the calendar
# A booklet has many sheets, one of them of A3.
WORKING = [one for one in PAPERS if one.form is Form.WORKING and one.code != "booklet"]
HOSTILE = "甲<乙>&丙"


def spoiled(value, text):
    """The same values with a text in the place of every text."""
    if isinstance(value, str):
        return text if value else ""
    if isinstance(value, dict):
        return {key: spoiled(one, text) for key, one in value.items()}
    return [spoiled(one, text) for one in value] if isinstance(value, list) else value


def paper_of(kind):
    return docx.Document(BytesIO(signed(kind, kind.sample())))


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_the_sheet_is_a4_with_narrow_margins_and_lines_set_exactly(kind):
    paper = paper_of(kind)
    [section] = paper.sections
    normal = paper.styles["Normal"]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in edges] == [18, 14, 25, 25]
    assert section._sectPr.find(qn("w:docGrid")) is None
    assert normal.font.size.pt == 12
    assert normal.paragraph_format.line_spacing.pt == 18.5


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_it_has_neither_a_red_head_nor_an_imprint(kind):
    content = signed(kind, kind.sample())

    xml = part(content).decode()
    assert "FF0000" not in xml
    assert "文件" not in said(content).split("\n")[0]
    assert "印发" not in said(content)


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_every_run_names_a_font_of_the_office(kind):
    xml = part(signed(kind, kind.sample())).decode()

    named = set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert named <= {"方正小标宋简体", "仿宋_GB2312", "黑体"}
    assert "仿宋_GB2312" in named


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_the_shipped_template_passes_what_an_office_s_own_has_to_pass(kind):
    check(kind.template.read_bytes(), context(kind, kind.sample(), HEADING))


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
@pytest.mark.parametrize("text", [HOSTILE, HOSTILE * 400], ids=["signs", "long"])
def test_names_with_signs_of_markup_and_very_long_ones_survive(kind, text):
    sample = kind.sample()

    content = signed(kind, replace(sample, values=spoiled(dict(sample.values), text)))

    assert text in said(content)


@needs_libreoffice
@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_libreoffice_makes_a_page_of_each_and_one_more_of_what_stands_behind(kind, tmp_path):
    content = signed(kind, kind.sample())

    has_more = kind.code in {"filing_notice", "supervision_order"}  # its list; its plan
    assert pages(content, tmp_path) == (2 if has_more else 1)


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_a_paper_is_a_draft_until_it_is_signed_and_a_form_never_is(kind):
    assert ("草稿" in said(write(kind, kind.sample(), HEADING))) is (kind.numbered is not None)


@pytest.mark.parametrize("kind", WORKING, ids=lambda kind: kind.code)
def test_invented_data_are_marked_on_every_sheet(kind, monkeypatch):
    monkeypatch.setattr(writing, "is_sample", lambda _home: True)

    assert "示例数据" in said(signed(kind, kind.sample()))
