"""信函: a letter of an office (GB/T 9704-2012, 10.1).

The mark's upper edge 30 mm below the page's; a red double line 4 mm below it, thick over thin, and
another 20 mm above the page's lower edge, thin over thick, both 170 mm long; the number at the
right edge of the text below the first line; no page number on the first page; of the imprint only
who gets a copy, without lines, at the foot of the text.
"""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tools.papers import layout as page
from tools.papers import official
from tools.papers.layout import BIAO, CENTRE, HEI, RED, SIZE_2, SIZE_4, say

_MARK = Pt(24)
_AWAY = Pt(2)  # with a line's own space above its type 7/8 of the type's height
_FOOT = Mm(20)


def new(title):
    """An empty letter: its mark and double lines are the first page's head and foot."""
    document = page.new(title)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.footer_distance = _FOOT
    _mark(document, section)
    page.lines(section.first_page_footer.paragraphs[0], Pt(4))
    _double(section.first_page_footer.paragraphs[0], "bottom", "thinThickSmallGap")
    official.page_numbers(section)
    for foot in (section.footer, section.even_page_footer):
        foot.paragraphs[0].paragraph_format.space_after = page._FOOTER - _FOOT
    marks = say(document, "{{ internal }}\t{{ number }}")
    marks.paragraph_format.tab_stops.add_tab_stop(page.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return document


def write(target, name, *told):
    """A letter of these paragraphs, below what its projects are."""
    document = new(name)
    title(document)
    say(document, "{%p if project %}")
    say(document, "{{ project }}", indent=2)
    say(document, "{%p endif %}")
    for words in told:
        say(document, words, indent=2)
    close(document)
    page.save(document, target)


def _mark(document, section):
    official.state_mark(document)
    above = section.first_page_header.paragraphs[0]
    above.style = document.styles["Normal"]
    page.write(page.lines(above, Mm(8.8)), "{{ state }}", font=HEI)
    mark = say(
        section.first_page_header,
        "{{ issuer }}",
        font=BIAO,
        size=_MARK,
        colour=RED,
        align=CENTRE,
    )
    page.lines(mark, Pt(30))
    line = page.lines(say(section.first_page_header, size=Pt(1)), Mm(3.2))
    _double(line, "bottom", "thickThinSmallGap")
    page.lines(say(section.first_page_header, size=Pt(1)), _AWAY)


def _double(paragraph, side, kind):
    """A red double line 170 mm long, in the middle of the page."""
    page.lined(paragraph, **{side: (18, 0, "FF0000")})
    paragraph._p.pPr.find(qn("w:pBdr"))[0].set(qn("w:val"), kind)
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Mm(20) - page.LEFT, Mm(20) - page.RIGHT


def title(document):
    """Two lines below the number."""
    page.blank(document, 2)
    page.lines(say(document, "{{ title }}", font=BIAO, size=SIZE_2, align=CENTRE), Pt(32))
    page.blank(document)
    say(document, "{{ addressees }}：")


def close(document):
    """Issuer and date, whom to ask, how far it may be shown, and who gets a copy."""
    official.signature(document)
    say(document, "（联系人：{{ contact }}）", indent=2)
    told = say(document, "公开属性：{{ disclosure }}　　{{ source }}", size=page.SIZE_5, indent=2)
    page.lines(told, Pt(18))
    say(document, "{%p if copied_to %}")
    copies = page.lines(say(document, "抄送：{{ copied_to }}。", size=SIZE_4), Pt(22))
    page.set_in(copies, left=1, right=1)
    say(document, "{%p endif %}")
