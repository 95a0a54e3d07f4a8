"""The parts of an official paper after GB/T 9704-2012: 版头, 主体, 版记, page numbers.

The names the engine gives to every paper stand here; what is a paper's own, in its module.
"""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tools.papers import layout as page
from tools.papers.layout import (
    BIAO,
    CENTRE,
    CHARACTER,
    HEI,
    KAI,
    RED,
    RIGHTWARDS,
    SIZE_2,
    SIZE_4,
    SONG,
    say,
)

MARK = Pt(24)  # so that 18 characters of an issuer's name stand on one line
_RED_LINE = (10, 7, "FF0000")  # 1.25 pt; so far below its line's box that 4 mm are seen
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 mm and 0.26 mm


def head(document):
    """版头: what the paper is marked with, the issuer's mark, the number, the red line."""
    state_mark(document)
    marks = say(document, "{{ internal }}\t公开属性：{{ disclosure }}", font=HEI)
    marks.paragraph_format.tab_stops.add_tab_stop(page.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    mark = say(document, "{{ issuer }}文件", font=BIAO, size=MARK, colour=RED, align=CENTRE)
    mark.paragraph_format.space_before = Mm(23.3)  # its upper edge is 35 mm below the text's
    page.blank(document, 2)
    page.lined(say(document, "{{ number }}", align=CENTRE), bottom=_RED_LINE)


def title(document):
    """Two lines below the red line; ``title`` may have line breaks of its own."""
    page.blank(document, 2)
    page.lines(say(document, "{{ title }}", font=BIAO, size=SIZE_2, align=CENTRE), Pt(32))
    page.blank(document)
    say(document, "{{ addressees }}：")


def level(document, text):
    """一、: the first level; the second, （一）, leads its paragraph: see ``paragraph``."""
    return with_next(say(document, text, font=HEI, indent=2))


def with_next(*paragraphs):
    """Keep these on one page with what follows them; the last is given back."""
    for one in paragraphs:
        one.paragraph_format.keep_with_next = True
    return paragraphs[-1]


def paragraph(document, lead, text):
    return say(document, (lead, KAI), text, indent=2)


def attached(document, rows):
    """附件说明: a line below the text; names stand below one another, numbered if many.

    ``rows``: the name of a list whose members have ``head`` (附件：, or blanks) and ``text``.
    They stay with the signature, and that with the end of the text where the paper says so by
    ``with_next``: nothing is signed on a page that says nothing.
    """
    with_next(say(document))
    say(document, f"{{%p for one in {rows} %}}")
    one = with_next(say(document, "{{ one.head }}{{ one.text }}"))
    page.set_in(one, left=7)
    one.paragraph_format.first_line_indent = -5 * page.CHARACTER
    say(document, "{%p endfor %}")


def signature(document):
    """Issuer and date of a sealed paper: the date four characters in, the issuer centred on it.

    A longer issuer ends with the text.
    """
    with_next(say(document), say(document))
    say(document, "{%p if issuer|length > 15 %}")
    long = say(document, "{{ issuer }}", align=RIGHTWARDS)
    say(document, "{%p else %}")
    # A date as 2023年10月13日 is seven characters long: its middle is 7.5 from the edge.
    short = page.set_in(say(document, "{{ issuer }}", align=CENTRE), left=28 - 2 * 7.5)
    say(document, "{%p endif %}")
    with_next(long, short)
    page.set_in(say(document, "{{ date }}", align=RIGHTWARDS), right=4)


def note(document):
    """附注: whom to ask, how many were printed; and what the figures were taken from.

    It stays with the date above it, and with what follows: an imprint does not stand on a page
    alone.
    """
    with_next(document.paragraphs[-1], say(document, "（联系人：{{ contact }}）", indent=2))
    say(document, "{%p if copies %}")
    with_next(say(document, "（此件印发{{ copies }}份）", indent=2))
    say(document, "{%p endif %}")
    source = say(document, "{{ snapshot }}", size=page.SIZE_5, indent=2)
    with_next(page.lines(source, Pt(18)))


def attachment(document, number, name):
    """The head of an attachment, on a page of its own: the title stands on the third line."""
    say(document, f"附件{number}", font=HEI)
    page.blank(document)
    page.lines(say(document, name, font=BIAO, size=SIZE_2, align=CENTRE), page.LINE)


def imprint(document, *, alone):
    """版记: who gets a copy, then who had it printed and when.

    ``alone``: at the foot of a page where nothing else stands, behind attachments on their side;
    else below what stands on the last page.
    """
    where = page.foot(document) if alone else document
    found = page.grid(where, [156], inner=_THIN, outer=_THICK, margin=CHARACTER)
    _line(found, "{%tr if copied_to %}")
    copies = _line(found, "抄送：{{ copied_to }}。")
    copies.paragraph_format.left_indent = 3 * SIZE_4
    copies.paragraph_format.first_line_indent = -3 * SIZE_4
    _line(found, "{%tr endif %}")
    printed = _line(found, "{{ issuer }}\t{{ date }}印发")
    stop = page.WIDTH - 2 * CHARACTER
    printed.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    if alone:
        page.lines(where.paragraphs[-1], Pt(1))
    page.lines(say(document, size=Pt(1)), Pt(1))  # behind a table a paragraph has to stand


def _line(found, text):
    return page.fill(found.add_row().cells[0], text, size=SIZE_4, line=Pt(22))


def page_numbers(section, *, on_side=False):
    """— n — 7 mm below the text, a character in from the outer edge: odd right, even left."""
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    for foot, is_odd in ((section.footer, True), (section.even_page_footer, False)):
        place = page.at_side(foot) if on_side else foot.paragraphs[0]
        page.lines(place, Pt(16))
        for text in ("— ", None, " —"):
            if text is None:
                page.field(place, "PAGE", font=SONG, size=SIZE_4)
            else:
                page.write(place, text, font=SONG, size=SIZE_4)
        if is_odd:
            place.alignment = RIGHTWARDS
        page.set_in(place, **{"right" if is_odd else "left": 1})


def state_mark(document):
    """草稿 above the text: nothing moves when the paper is signed and the mark goes."""
    section = document.sections[0]
    for above in (section.header, section.even_page_header):
        paragraph = above.paragraphs[0]
        paragraph.style = document.styles["Normal"]  # the header's own has a tab in the middle
        page.write(paragraph, "{{ state }}", font=HEI)
