"""Writes the bulletin's Word template: `python -m tools.bulletin_template`.

An office may put its own .docx in the place of the one written here, with the same names in
double braces. Page, grid and type follow GB/T 9704-2012: A4, text area 156 mm x 225 mm, 22 lines
of 28 characters, body 仿宋 size 3, mark and title 小标宋, number and date left open until signing.
"""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ballast.platform.documents.services import same_bytes

TARGET = Path(__file__).parents[1] / "src/ballast/oversight/reporting/papers/bulletin.docx"

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
# What a machine without the named font should take instead.
INSTEAD = {
    SONG: "方正小标宋_GBK,小标宋,华文中宋,宋体,SimSun,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,朱雀仿宋,Noto Serif CJK SC",
    HEI: "SimHei,思源黑体,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,霞鹜文楷,Noto Serif CJK SC",
}
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)
LINE = Pt(27)  # 225 mm would hold 22 of 29 pt; the figures of a month fit one page at 27
RED = RGBColor(0xC0, 0x00, 0x00)


def main(target=TARGET):
    document = Document()
    _page(document)
    _body_style(document)
    mark = _say(document, "{{ issuer }}文件", font=SONG, size=Pt(24), colour=RED, centre=True)
    mark.paragraph_format.line_spacing = Pt(44)
    _red_line(_say(document, "{{ number }}", centre=True))
    title = _say(document, "{{ title }}", font=SONG, size=SIZE_2, centre=True)
    title.paragraph_format.space_before = Pt(14)
    title.paragraph_format.space_after = Pt(6)
    _say(document, "{{ addressees }}：")
    _say(document, "{{ mandate }}，现将有关情况通报如下。", indent=True)
    for heading, text in (
        ("一、投资进度。", "{{ progress }}"),
        ("二、亮灯情况。", "{{ lamps }}"),
        ("三、责任单位。", "{{ units }}"),
    ):
        paragraph = _say(document, heading, font=HEI, indent=True)
        _run(paragraph, text, FANG, SIZE_3, None)
    for text in ("{{ issuer }}", "{{ date }}"):
        signed = _say(document, text)
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signed.paragraph_format.right_indent = Pt(32)
    _say(document, "{{ note }}", size=Pt(10.5)).paragraph_format.line_spacing = Pt(15)
    _draft_mark(document)
    _page_number(document)
    _instead(document)
    document.core_properties.author = ""
    document.core_properties.title = "通报"
    document.save(target)
    target.write_bytes(same_bytes(target.read_bytes()))


def _page(document):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    section.header_distance = Mm(16)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)  # lines are set exactly, small ones would snap to a grid


def _body_style(document):
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", SIZE_3
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    narrow = OxmlElement("w:spacing")  # 28 characters of 16 pt in 156 mm, in 20ths of a point
    narrow.set(qn("w:val"), "-5")
    style.element.rPr.insert_element_before(narrow, "w:sz", "w:szCs", "w:lang")
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no gap between figures and characters
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().append(off)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE


def _say(document, text, *, font=FANG, size=SIZE_3, colour=None, centre=False, indent=False):
    paragraph = document.add_paragraph()
    _run(paragraph, text, font, size, colour)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = 2 * SIZE_3
        paragraph._p.pPr.ind.set(qn("w:firstLineChars"), "200")
    return paragraph


def _run(paragraph, text, font, size, colour):
    run = paragraph.add_run(text)
    run.font.size = size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour


def _red_line(paragraph):
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "C00000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _draft_mark(document):
    """Above the text area, so that nothing moves when the paper is signed and the mark goes."""
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.style = document.styles["Normal"]  # the header's own has a tab in the middle
    _run(paragraph, "{{ state }}\t公开属性：{{ disclosure }}", HEI, SIZE_3, None)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    source = document.sections[0].header.add_paragraph()
    source.paragraph_format.line_spacing = Pt(15)
    _run(source, "{{ source }}", FANG, Pt(10.5), None)


def _page_number(document):
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(14)
    for kind, text in (
        (None, "— "),
        ("begin", None),
        ("instr", "PAGE"),
        ("end", None),
        (None, " —"),
    ):
        run = paragraph.add_run(text if kind is None else "")
        run.font.name, run.font.size = "宋体", SIZE_4
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.text = text
            run._r.append(field)
        elif kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run._r.append(field)


def _instead(document):
    """Name the fonts to be taken where 方正小标宋 or 仿宋_GB2312 is not installed."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in INSTEAD.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


if __name__ == "__main__":
    main()
