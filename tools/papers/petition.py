"""请示: one matter put to the leading group for decision, with the office's own advice.

Upward papers name who signs them (GB/T 9704-2012, 7.2.6): the number at the left, 签发人 at the
right of the line above the red one.
"""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from tools.papers import layout as page
from tools.papers import official
from tools.papers.layout import BIAO, CENTRE, CHARACTER, FANG, HEI, KAI, RED, say


def write(target):
    document = page.new("请示")
    official.page_numbers(document.sections[0])
    _head(document)
    official.title(document)
    say(document, "{{ opening }}", indent=2)
    official.level(document, "一、基本情况")
    say(document, "{%p for one in facts %}")
    say(document, "{{ one }}", indent=2)
    say(document, "{%p endfor %}")
    official.level(document, "二、已开展的工作")
    say(document, "{%p for one in done %}")
    say(document, "{{ one }}", indent=2)
    say(document, "{%p endfor %}")
    say(document, "{{ passages.各方意见 }}", indent=2)
    official.level(document, "三、分歧焦点")
    say(document, "{{ passages.分歧焦点 }}", indent=2)
    official.level(document, "四、请示事项和我办建议")
    official.paragraph(document, "（一）请示事项。", "{{ passages.请示事项 }}")
    official.paragraph(document, "（二）我办建议。", "{{ passages.我办建议 }}")
    say(document, "妥否，请批示。", indent=2)
    official.signature(document)
    official.note(document)
    official.imprint(document, alone=False)
    page.save(document, target)


def _head(document):
    """版头 of an upward paper: number and signer on one line, each a character in."""
    official.state_mark(document)
    marks = say(document, "{{ internal }}\t公开属性：{{ disclosure }}", font=HEI)
    marks.paragraph_format.tab_stops.add_tab_stop(page.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    mark = say(
        document, "{{ issuer }}文件", font=BIAO, size=official.MARK, colour=RED, align=CENTRE
    )
    mark.paragraph_format.space_before = Mm(23.3)  # as ``official.head``
    page.blank(document, 2)
    number = say(document, "　{{ number }}\t签发人：", ("{{ signer }}", KAI), font=FANG)
    stops = number.paragraph_format.tab_stops
    stops.add_tab_stop(page.WIDTH - CHARACTER, WD_TAB_ALIGNMENT.RIGHT)
    page.lined(number, bottom=official._RED_LINE)
