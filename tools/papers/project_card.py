"""项目卡: one project on one sheet; several stand in one paper, each on a sheet of its own."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import BIAO, CENTRE, FANG, HEI
from tools.papers.working import say

_ROWS = (
    ("项目编号", "{{ card.number }}", "项目代码", "{{ card.codes }}"),
    ("级别、类别", "{{ card.kind }}", "行业领域", "{{ card.sector }}"),
    ("建设单位", "{{ card.owner }}", "施工单位", "{{ card.contractor }}"),
    ("第一责任单位", "{{ card.unit }}", "牵头部门", "{{ card.department }}"),
    ("包保领导", "{{ card.sponsor }}", "当前环节", "{{ card.node }}"),
    ("建设内容", "{{ card.content }}"),
    ("总投资", "{{ card.total }}", "年度计划投资", "{{ card.plan }}"),
    ("年内累计完成", "{{ card.completed }}"),
    ("开工以来累计", "{{ card.since_start }}"),
    ("本期完成", "{{ card.month }}", "亮灯", "{{ card.lamp }}"),
)
_HALF = (
    ("环节", "name", 27),
    ("计划", "planned", 20),
    ("实际", "reached", 20),
    ("滞后", "late", 13),
)
_SMALL, _TIGHT = Pt(9), Pt(13.5)


def write(target):
    document = working.new("项目卡")
    say(document, "{%p for card in cards %}")
    title = say(document, "{{ card.name }}", font=BIAO, size=Pt(15), align=CENTRE)
    page.lines(title, Pt(22))
    title.paragraph_format.page_break_before = True
    working.spread(document, "重点项目卡", "{{ period }}", size=working.CELL)
    working.pairs(document, _ROWS, (26, 54, 26, 54), Pt(15))
    _heading(document, "亮灯依据")
    lamps = page.grid(document, (26, 26, 108))
    page._tag_row(lamps, "{%tr for one in card.lamps %}")
    row = lamps.add_row()
    for cell, text in zip(
        row.cells, ("{{ one.family }}", "{{ one.lamp }}", "{{ one.because }}"), strict=True
    ):
        page.fill(cell, text, size=_SMALL, line=_TIGHT)
    page._tag_row(lamps, "{%tr endfor %}")
    _heading(document, "节点进度")
    _nodes(document)
    for name, text in (("形象进度", "progress"), ("存在问题", "problems")):
        told = (f"{{{{ card.{text} }}}}", FANG)
        named = (f"{name}{{{{ card.said_for }}}}　", HEI)
        page.lines(say(document, named, told, size=working.CELL), Pt(16))
    say(document, "{%p endfor %}")
    page.save(document, target)


def _heading(document, text):
    paragraph = page.lines(say(document, text, font=HEI, size=working.CELL), Pt(17))
    paragraph.paragraph_format.space_before = Pt(3)


def _nodes(document):
    columns = [*_HALF, *_HALF]
    found = page.grid(document, [width for _, _, width in columns])
    head = found.add_row()
    for cell, (name, _, _) in zip(head.cells, columns, strict=True):
        page.fill(cell, name, font=HEI, size=_SMALL, line=_TIGHT, align=CENTRE)
    page._tag_row(found, "{%tr for row in card.nodes %}")
    row = found.add_row()
    for place, (cell, (_, field, _)) in enumerate(zip(row.cells, columns, strict=True)):
        side = "left" if place < len(_HALF) else "right"
        page.fill(cell, f"{{{{ row.{side}.{field} }}}}", size=_SMALL, line=_TIGHT)
    page._tag_row(found, "{%tr endfor %}")
