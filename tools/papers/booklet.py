"""会议手册: cover, agenda, host's script, report, the list of topics on A3, cards of projects."""

from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import BIAO, CENTRE, HEI, RIGHTWARDS, Column
from tools.papers.working import say

_TOPICS = (
    Column("序号", 14, "{{ row.place }}", CENTRE),
    Column("议题", 95, "{{ row.title }}"),
    Column("提出单位", 35, "{{ row.unit }}"),
    Column("层级", 18, "{{ row.level }}", CENTRE),
    Column("超期天数", 20, "{{ row.overdue }}", RIGHTWARDS),
    Column("涉及金额（亿元）", 26, "{{ row.amount }}", RIGHTWARDS),
    Column("拟办意见", 90, "{{ row.advice }}"),
    Column("部门意见", 82, "{{ row.opinions }}"),
)
_CARD = (
    ("项目名称", "{{ card.name }}"),
    ("项目编号", "{{ card.number }}", "项目代码", "{{ card.code }}"),
    ("责任单位", "{{ card.unit }}", "建设单位", "{{ card.owner }}"),
    ("总投资（亿元）", "{{ card.total }}", "年度计划（亿元）", "{{ card.planned }}"),
    ("当前环节", "{{ card.node }}"),
    ("建设内容", "{{ card.content }}"),
)


def write(target):
    document = working.new("会议手册")
    for _ in range(6):
        say(document, "")
    page.lines(say(document, "{{ name }}", font=BIAO, size=Pt(26), align=CENTRE), Pt(44))
    page.lines(say(document, "会议手册", font=BIAO, size=Pt(32), align=CENTRE), Pt(60))
    for _ in range(6):
        say(document, "")
    for name, value in (("时间", "when"), ("地点", "where"), ("主持", "chair")):
        say(document, (f"{name}：", HEI), f"{{{{ {value} }}}}", size=Pt(16), align=CENTRE)
    for name, value in (("会议议程", "agenda"), ("主持词", "script"), ("汇报材料", "report")):
        _part(document, name)
        say(document, f"{{%p for one in {value} %}}")
        say(document, "{{ one.text }}", size=Pt(14), indent=2)
        say(document, "{%p endfor %}")
    _topics(document)
    _cards(document)
    page.save(document, target)


def _part(document, name):
    """The head of a part, on a page of its own."""
    head = say(document, name, font=BIAO, size=working.TITLE, align=CENTRE)
    page.lines(head, Pt(44)).paragraph_format.page_break_before = True


def _topics(document):
    """The list of topics, across a sheet of A3."""
    section = page._next(document)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    head = say(document, "议题清单", font=BIAO, size=working.TITLE, align=CENTRE)
    page.lines(head, Pt(40))
    page.table(document, _TOPICS, rows="topics", size=Pt(12), empty="本次会议无议题。")


def _cards(document):
    section = page._next(document)
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = working.SIDE
    head = say(document, "项目卡", font=BIAO, size=working.TITLE, align=CENTRE)
    page.lines(head, Pt(40))
    say(document, "{%p for card in cards %}")
    working.pairs(document, _CARD, (30, 50, 32, 48))
    say(document, "")
    say(document, "{%p endfor %}")
