"""The bulletin's template as it is shipped."""

import zipfile

from lxml import etree

from ballast.oversight.reporting.documents import TEMPLATE
from tools import bulletin_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order that Word insists on, as far as this template goes (ECMA-376, CT_PPrBase, CT_RPr).
PARAGRAPH = (
    *("pStyle", "pBdr", "tabs", "autoSpaceDE", "autoSpaceDN", "spacing", "ind", "jc", "rPr"),
)
RUN = ("rFonts", "color", "spacing", "sz", "szCs", "lang")


def test_the_shipped_template_is_what_its_script_writes(tmp_path):
    bulletin_template.main(tmp_path / "bulletin.docx")

    assert (tmp_path / "bulletin.docx").read_bytes() == TEMPLATE.read_bytes()


def test_word_finds_every_property_where_it_looks_for_it():
    with zipfile.ZipFile(TEMPLATE) as package:
        for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            for holder, order in (("pPr", PARAGRAPH), ("rPr", RUN)):
                for properties in etree.fromstring(package.read(part)).iter(W + holder):
                    places = [order.index(child.tag.removeprefix(W)) for child in properties]
                    assert places == sorted(places), part


def test_no_font_is_shipped_in_it_only_names_and_what_to_take_instead():
    with zipfile.ZipFile(TEMPLATE) as package:
        assert not [name for name in package.namelist() if name.startswith("word/fonts/")]
        table = package.read("word/fontTable.xml").decode()

    assert 'w:name="方正小标宋简体"' in table
    assert 'w:name="仿宋_GB2312"' in table
