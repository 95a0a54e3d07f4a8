"""纪要: the red mark, number and marking; no seal, no signature; who attended below the text."""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tools.papers import layout as page
from tools.papers import official
from tools.papers.layout import BIAO, CENTRE, HEI, RED, SIZE_2, SIZE_4, say


def write(target):
    document = page.new("纪要")
    official.state_mark(document)
    mark = say(
        document, "{{ body }}会议纪要", font=BIAO, size=official.MARK, colour=RED, align=CENTRE
    )
    page.lines(mark, Pt(44)).paragraph_format.space_before = Mm(12)
    page.blank(document)
    # Minutes bear year and serial alone (GB/T 9704-2012, 10.3).
    line = say(document, "{{ year_and_serial }}\t{{ internal }}", font=HEI)
    line.paragraph_format.tab_stops.add_tab_stop(page.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    page.lined(line, bottom=(10, 7, "FF0000"))
    page.blank(document, 2)
    page.lines(say(document, "{{ title }}", font=BIAO, size=SIZE_2, align=CENTRE), Pt(32))
    page.blank(document)
    say(document, "{{ opening }}", indent=2)
    for name in ("会议指出", "会议强调"):
        say(document, (name, HEI), f"，{{{{ passages.{name} }}}}", indent=2)
    say(document, "会议议定：", font=HEI, indent=2)
    say(document, "{%p for one in items %}")
    say(document, "{{ one.text }}", indent=2)
    say(document, "{%p endfor %}")
    say(document, "{{ closing }}", indent=2)
    page.blank(document)
    _people(document, "出席", "attending")
    for name, value in (("请假", "excused"), ("列席", "sitting_in")):
        say(document, f"{{%p if {value} %}}")
        _people(document, name, value)
        say(document, "{%p endif %}")
    say(document, ("签发：", HEI), "{{ chair }}", indent=2)
    page.blank(document)
    _imprint(document)
    official.page_numbers(document.sections[0])
    page.save(document, target)


def _people(document, name, value):
    one = say(document, (f"{name}：", HEI), f"{{{{ {value} }}}}")
    page.set_in(one, left=5)
    one.paragraph_format.first_line_indent = -3 * page.CHARACTER


def _imprint(document):
    """分送, and when it was printed; the copies behind it."""
    found = page.grid(document, [156], inner=6, outer=8, margin=page.CHARACTER)
    for text in (
        "分送：{{ addressees }}。{% if copies %}（{{ copies }}份）{% endif %}",
        "{{ issuer }}\t{{ date }}印发",
    ):
        row = page.fill(found.add_row().cells[0], text, size=SIZE_4, line=Pt(22))
        stop = page.WIDTH - 2 * page.CHARACTER
        row.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    page.lines(say(document, size=Pt(1)), Pt(1))
