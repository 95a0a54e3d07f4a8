"""The office's working sheet (工作用笺): no red head, no imprint, everything on one page.

Smaller margins and type than an official paper has; its names are those the engine gives to
every paper.
"""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tools.papers import layout as page
from tools.papers.layout import BIAO, CENTRE, FANG, HEI, RIGHTWARDS

TOP, BOTTOM, SIDE = Mm(18), Mm(14), Mm(25)
WIDTH = 160  # millimetres of the text area
BODY, LINE = Pt(12), Pt(18.5)
CELL, CELL_LINE = Pt(10.5), Pt(16)
TITLE = Pt(20)


def new(title):
    """An empty sheet: the state above the text, what the figures were taken from below it."""
    document = page.new(title)
    document.settings.odd_and_even_pages_header_footer = False
    section = document.sections[0]
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin = section.right_margin = SIDE
    section.header_distance, section.footer_distance = Mm(9), Mm(7)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)  # lines are set exactly; smaller type would snap to the grid
    style = document.styles["Normal"]
    style.font.size = BODY
    style.paragraph_format.line_spacing = LINE
    _edge(section.footer, "{{ source }}", FANG, Pt(9), style)
    _edge(section.header, "{{ state }}", HEI, CELL, style)
    return document


def _edge(where, text, font, size, style):
    paragraph = where.paragraphs[0]
    paragraph.style = style
    page.write(page.lines(paragraph, Pt(14)), text, font=font, size=size)


def head(document, name, issuer="{{ issuer }}"):
    """Who writes, and the sheet's name."""
    if issuer:
        page.lines(say(document, issuer, size=Pt(14), align=CENTRE), Pt(24))
    page.lines(say(document, name, font=BIAO, size=TITLE, align=CENTRE), Pt(34))


def say(where, *texts, size=BODY, font=FANG, align=None, indent=0):
    """A paragraph of the sheet; ``indent`` in characters of its own size."""
    paragraph = page.say(where, *texts, size=size, font=font, align=align)
    if indent:
        paragraph.paragraph_format.first_line_indent = indent * size
        page._ind(paragraph).set(qn("w:firstLineChars"), str(100 * indent))
    return page.lines(paragraph, LINE if size == BODY else Pt(size.pt * 1.5))


def spread(document, *texts, at=(), size=BODY, font=FANG):
    """Texts of one line: the first at the left edge, the last at the right, others ``at`` mm."""
    paragraph = say(document, "\t".join(texts), size=size, font=font)
    stops = paragraph.paragraph_format.tab_stops
    for place in at:
        stops.add_tab_stop(Mm(place))
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def to_cut(document, words):
    """A broken line across the sheet, and what is to be handed back below it."""
    paragraph = say(document, words, size=CELL, align=CENTRE)
    page.lined(paragraph, top=(4, 4, None))
    paragraph._p.pPr.find(qn("w:pBdr"))[0].set(qn("w:val"), "dashed")
    paragraph.paragraph_format.space_before = Pt(6)


def pairs(document, rows, widths, line=CELL_LINE):
    """A table of names and values side by side: ``rows`` of texts, every other one a name."""
    found = page.grid(document, widths)
    for texts in rows:
        row = found.add_row()
        cells = list(row.cells)
        if len(texts) == 2 and len(cells) > 2:
            cells = [cells[0], cells[1].merge(cells[-1])]
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            is_name = place % 2 == 0
            page.fill(
                cell,
                text,
                font=HEI if is_name else FANG,
                size=CELL,
                line=line,
                align=CENTRE if is_name else None,
            )
    return found


def signature(document, seal="", size=BODY):
    """Issuer and date, to the right."""
    for text in (f"{{{{ issuer }}}}{seal}", "{{ date }}"):
        page.set_in(say(document, text, size=size, align=RIGHTWARDS), right=2)
