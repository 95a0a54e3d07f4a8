"""专报: one page for a city leader, in a type that is read at arm's length."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import CENTRE, FANG, HEI
from tools.papers.working import say

SIZE, LINE = Pt(16), Pt(32)


def write(target):
    document = working.new("专报")
    working.head(document, "重点项目专报")
    page.lines(
        say(document, "{{ number }}　　{{ date }}　　报：{{ reader }}", size=Pt(14), align=CENTRE),
        Pt(30),
    )
    page.lined(document.paragraphs[-1], bottom=(6, 4, None))
    _said(document, "一句话", "{{ sentence }}")
    for head, text in (
        ("worries_head", "worries"),
        ("matters_head", "matters"),
        ("sponsored_head", "sponsored"),
    ):
        say(document, f"{{%p if {head} %}}")
        _said(
            document, f"{{{{ {head} }}}}", f"{{{{ {text} }}}}{'' if text == 'sponsored' else '。'}"
        )
        say(document, "{%p endif %}")
    page.save(document, target)


def _said(document, head, text):
    paragraph = say(document, (f"{head}：", HEI), (text, FANG), size=SIZE, indent=2)
    page.lines(paragraph, LINE).paragraph_format.space_before = Pt(8)
