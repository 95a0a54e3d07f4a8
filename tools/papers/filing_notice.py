"""报送通知: to every unit, when a month's filing opens; which unit files how much stands below."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import CENTRE, HEI, Column
from tools.papers.working import say

_UNITS = (
    Column("序号", 12, "{{ row.place }}", CENTRE),
    Column("报送单位", 40, "{{ row.unit }}"),
    Column("报送表", 88, "{{ row.file }}"),
    Column("项目（个）", 20, "{{ row.projects }}", CENTRE),
)
SIZE, LINE = Pt(14), Pt(25)


def write(target):
    document = working.new("报送通知")
    working.head(document, "{{ title }}")
    page.lines(say(document, "{{ number }}", size=working.CELL, align=CENTRE), Pt(18))
    _say(document, "{{ addressees }}：").paragraph_format.space_before = Pt(6)
    say(document, "{%p for text in paragraphs %}")
    _say(document, "{% if loop.first %}{{ mandate }}，{% endif %}{{ text }}", indent=2)
    say(document, "{%p endfor %}")
    _say(document, "{{ attachment }}", indent=2)
    working.signature(document, size=SIZE)
    _say(document, "（联系人：{{ contact }}）", indent=2)
    say(document, "{%p if units %}")
    head = say(document, "附件　各单位报送表", font=HEI, size=SIZE)
    head.paragraph_format.page_break_before = True
    say(document, "共{{ projects }}个项目；报送表按单位分发，已预填项目、计划和上期数据。")
    page.table(document, _UNITS, rows="units", size=working.CELL)
    say(document, "{%p endif %}")
    page.save(document, target)


def _say(document, text, indent=0):
    return page.lines(say(document, text, size=SIZE, indent=indent), LINE)
