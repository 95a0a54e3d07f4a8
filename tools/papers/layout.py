"""Page, grid, type and tables after GB/T 9704-2012, which working papers keep to as well.

A4; text area 156 mm x 225 mm, 37 mm below the upper edge and 28 mm from the binding; 22 lines of
28 characters; text 仿宋 size 3 (16 pt). Fonts are named, never embedded: `INSTEAD` says what a
machine without them should take.
"""

from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from ballast.platform.documents.writing import same_bytes

BIAO, FANG, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
INSTEAD = {
    BIAO: "方正小标宋_GBK,小标宋,华文中宋,宋体,SimSun,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,朱雀仿宋,Noto Serif CJK SC",
    HEI: "SimHei,思源黑体,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,霞鹜文楷,Noto Serif CJK SC",
    SONG: "SimSun,思源宋体,Noto Serif CJK SC",
}
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
RED = RGBColor(0xFF, 0x00, 0x00)

TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
WIDTH, HEIGHT = Mm(156), Mm(225)  # of the text area
_SIDE = Mm(6)  # wide enough for a page number that reads down
_HEADER, _FOOTER = Mm(20), Mm(25)
LINE = Length(579 * 635)  # 225 mm / 22 in whole twentieths of a point: 28.95 pt
CHARACTER = Length(WIDTH // 28)  # 15.79 pt: the grid draws 16 pt characters so much together

CENTRE, RIGHTWARDS = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def new(title):
    """An empty A4 portrait page with the grid, the body's type and the page numbers."""
    document = Document()
    _body_style(document)
    _settings(document)
    _fonts(document)
    section = document.sections[0]
    _page(section, Mm(210), Mm(297), (TOP, BOTTOM, LEFT, RIGHT))
    section.header_distance, section.footer_distance = _HEADER, _FOOTER
    document.core_properties.author = ""
    document.core_properties.title = title
    return document


def save(document, target):
    """The same bytes for the same template, whenever and wherever it is written."""
    target.parent.mkdir(exist_ok=True)
    document.save(target)
    target.write_bytes(same_bytes(target.read_bytes()))


def say(where, *texts, size=SIZE_3, font=FANG, colour=None, align=None, indent=0):
    """A paragraph of texts, each alone or with its own font; `indent` in characters."""
    paragraph = where.add_paragraph()
    for text in texts:
        words, own = text if isinstance(text, tuple) else (text, font)
        write(paragraph, words, font=own, size=size, colour=colour)
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = indent * CHARACTER
        _ind(paragraph).set(qn("w:firstLineChars"), str(100 * indent))
    return paragraph


def write(paragraph, text, *, font=FANG, size=SIZE_3, colour=None):
    """A run of one type, for figures as for characters."""
    run = paragraph.add_run(text)
    run.font.size = size
    _named(run._r.get_or_add_rPr(), font)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def blank(where, count=1):
    for _ in range(count):
        say(where)


def lines(paragraph, height):
    """Lines of exactly this height; ``LINE`` is every other paragraph's."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = height
    return paragraph


def set_in(paragraph, *, left=0, right=0):
    """Set a paragraph in from either edge, in characters of its grid."""
    shape = paragraph.paragraph_format
    if left:
        shape.left_indent = round(left * CHARACTER)
    if right:
        shape.right_indent = round(right * CHARACTER)
    return paragraph


def lined(paragraph, **sides):
    """Lines above or below: side = (eighths of a point, points away, colour)."""
    borders = _element("pBdr")
    for side in ("top", "bottom", "between"):
        if side in sides:
            weight, away, colour = sides[side]
            borders.append(
                _element(side, val="single", sz=weight, space=away, color=colour or "auto")
            )
    _put(paragraph._p.get_or_add_pPr(), borders, _PARAGRAPH)
    return paragraph


def landscape(document):
    """From here on pages lie on their side: the head of a table is at the binding edge.

    The page number stays where it is on the other pages of the bound paper.
    """
    section = _next(document)
    section.orientation = WD_ORIENT.LANDSCAPE
    _page(section, Mm(297), Mm(210), (LEFT, RIGHT, BOTTOM, TOP))
    section.header_distance, section.footer_distance = Mm(12), Mm(10)
    return section


def portrait(document):
    """Upright again."""
    section = _next(document)
    section.orientation = WD_ORIENT.PORTRAIT
    _page(section, Mm(210), Mm(297), (TOP, BOTTOM, LEFT, RIGHT))
    section.header_distance, section.footer_distance = _HEADER, _FOOTER
    return section


def foot(document):
    """A page of its own: what is put into it stands at the foot of the text area."""
    lines(say(document, size=Pt(1)), Pt(1))  # a page may not begin with a table
    found = grid(document, [WIDTH.mm], inner=0, outer=0, margin=Length(635))
    row = found.add_row()
    row.height, row.height_rule = HEIGHT - Pt(3), WD_ROW_HEIGHT_RULE.EXACTLY
    cell = row.cells[0]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def at_side(foot):
    """The place of a page number where the page lies on its side: left of the text, reading down.

    Bound upright it stands below the text, as on the other pages.
    """
    paragraph = foot.paragraphs[0]
    foot.add_paragraph()
    frame = _element(
        "framePr",
        w=_SIDE.twips,
        h=WIDTH.twips,
        hRule="exact",
        wrap="through",
        vAnchor="page",
        hAnchor="page",
        x=round((BOTTOM - Mm(7) - _SIDE / 2) / 635),
        y=LEFT.twips,
    )
    properties = paragraph._p.get_or_add_pPr()
    _put(properties, frame, _PARAGRAPH)
    _put(properties, _element("textDirection", val="tbRl"), _PARAGRAPH)
    return paragraph


def field(paragraph, name, *, font, size):
    """What Word fills in by itself, as a page's number."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = write(paragraph, "", font=font, size=size)
        if kind:
            run._r.append(_element("fldChar", fldCharType=kind))
        else:
            code = _element("instrText")
            code.text = text
            run._r.append(code)


@dataclass(frozen=True)
class Column:
    """A table's column: its head, its width in millimetres, what stands in its cells."""

    head: str
    width: float
    text: object  # or several, each alone or with its own font
    align: object = None


def table(document, columns, *, rows, size=SIZE_5, line=None, empty="", sums=""):
    """A table of one row for each of ``rows``, called ``row``; its head is on every page.

    ``empty``: what is said instead where there are no rows. ``sums``: the name of a row that
    stands above them where the paper has it, and stands out.
    """
    found = grid(document, [column.width for column in columns])
    height = line or Length(round(size * 1.5))
    head = found.add_row()
    head._tr.get_or_add_trPr().append(_element("tblHeader"))
    for cell, column in zip(head.cells, columns, strict=True):
        fill(cell, column.head, font=HEI, size=size, line=height, align=CENTRE)
    if sums:
        _sums(found, columns, sums, size, height)
    _tag_row(found, f"{{%tr for row in {rows} %}}")
    body = found.add_row()
    body._tr.get_or_add_trPr().append(_element("cantSplit"))
    for cell, column in zip(body.cells, columns, strict=True):
        texts = column.text if isinstance(column.text, tuple) else (column.text,)
        fill(cell, *texts, size=size, line=height, align=column.align)
    _tag_row(found, "{%tr endfor %}")
    if empty:
        _tag_row(found, f"{{%tr if not {rows} %}}")
        row = found.add_row()
        row._tr.get_or_add_trPr().append(_element("cantSplit"))
        fill(row.cells[0].merge(row.cells[-1]), empty, size=size, line=height, align=CENTRE)
        _tag_row(found, "{%tr endif %}")
    return found


def _sums(found, columns, name, size, height):
    """A row of sums in bold type. A paper that was composed before it had them has none."""
    _tag_row(found, f"{{%tr if {name} is defined %}}")
    row = found.add_row()
    row._tr.get_or_add_trPr().append(_element("cantSplit"))
    for cell, column in zip(row.cells, columns, strict=True):
        text = column.text.replace("{{ row.", f"{{{{ {name}.")
        fill(cell, text, font=HEI, size=size, line=height, align=column.align)
    _tag_row(found, "{%tr endif %}")


def grid(where, widths, *, inner=4, outer=4, margin=0):
    """A table without rows, of columns of these widths in millimetres.

    ``inner`` and ``outer``: how thick lines are, in eighths of a point; with another ``outer``
    than ``inner`` there are none at the sides. ``margin``: from the lines to the text.
    """
    found = where.add_table(0, len(widths))
    found.alignment = WD_TABLE_ALIGNMENT.CENTER
    found.autofit = False
    shape = found._tbl.tblPr
    for child in shape.findall(qn("w:tblW")):
        child.set(qn("w:type"), "dxa")
        child.set(qn("w:w"), str(round(Mm(sum(widths)).twips)))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        weight = inner if side.startswith("inside") else outer
        is_line = weight and (inner == outer or side not in {"left", "right"})
        borders.append(
            _element(side, val="single" if is_line else "nil", sz=weight, space=0, color="auto")
        )
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w=round((margin or Mm(1)) / 635), type="dxa"))
    for one in (borders, margins):
        _put(shape, one, _TABLE)
    for column, width in zip(found.columns, widths, strict=True):
        column.width = Mm(width)
    return found


def fill(cell, *texts, font=FANG, size=SIZE_5, line=None, align=None):
    """What a cell says, in the middle of its height."""
    paragraph = cell.paragraphs[0]
    for text in texts:
        words, own = text if isinstance(text, tuple) else (text, font)
        write(paragraph, words, font=own, size=size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if align is None else align
    lines(paragraph, line or Length(round(size * 1.5)))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return paragraph


def _tag_row(found, tag):
    """A row that only steers the template and is gone when it is filled."""
    row = found.add_row()
    fill(row.cells[0], tag)


def _next(document):
    """A section on a new page; the paragraph that ends the one before takes no room."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    lines(document.paragraphs[-1], Pt(1))
    return section


def _page(section, width, height, margins):
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = margins[:2]
    section.left_margin, section.right_margin = margins[2:]
    shape = section._sectPr
    for old in shape.findall(qn("w:docGrid")):
        shape.remove(old)
    across = width - margins[2] - margins[3]  # whole characters: else some programmes set it in
    space = (across / (across // CHARACTER) - SIZE_3) / Pt(1) * 4096  # as Word counts it
    shape.append(
        _element(
            "docGrid",
            type="linesAndChars",
            linePitch=LINE.twips,
            charSpace=round(space),
        )
    )


def _body_style(document):
    style = document.styles["Normal"]
    style.font.size = SIZE_3
    _named(style.element.get_or_add_rPr(), FANG)
    narrow = _element("spacing", val=-5)
    style.element.rPr.insert_element_before(narrow, "w:sz", "w:szCs", "w:lang")
    # No gap between figures and characters. Lines are exact, so that they need not be drawn to the
    # grid: some programmes would then break them wherever a figure stands between characters.
    for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        _put(style.element.get_or_add_pPr(), _element(name, val="0"), _PARAGRAPH)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.widow_control = False  # a page holds its 22 lines


def _settings(document):
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True


def _fonts(document):
    """Name the fonts to be taken where one is not installed."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in INSTEAD.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _named(properties, font):
    names = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        names.set(qn(f"w:{script}"), font)


def _ind(paragraph):
    return paragraph._p.get_or_add_pPr().get_or_add_ind()


# The order that Word insists on (ECMA-376, CT_PPrBase, CT_TblPrBase), as far as is used here.
_PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("pBdr", "shd", "tabs", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind"),
    *("contextualSpacing", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr"),
)
_TABLE = (
    *("tblStyle", "tblpPr", "tblOverlap", "tblW", "jc", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook"),
)


def _put(properties, element, order):
    """Set a property where Word looks for it."""
    name = element.tag.rpartition("}")[2]
    for old in properties.findall(element.tag):
        properties.remove(old)
    later = {qn(f"w:{one}") for one in order[order.index(name) + 1 :]}
    place = next((n for n, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(place, element)


def _element(name, **attributes):
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
