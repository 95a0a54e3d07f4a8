"""周调度通报: a week's tasks by unit, with four lists behind it."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import official
from tools.papers.layout import CENTRE, RIGHTWARDS, Column, say

_UNITS = (
    Column("序号", 14, "{{ row.place }}", CENTRE),
    Column("责任单位", 46, "{{ row.name }}"),
    Column("应完成", 24, "{{ row.due }}", RIGHTWARDS),
    Column("已完成", 24, "{{ row.done }}", RIGHTWARDS),
    Column("未完成", 24, "{{ row.undone }}", RIGHTWARDS),
    Column("未报送", 24, "{{ row.unfiled }}", RIGHTWARDS),
    Column("逾时报送", 24, "{{ row.late }}", RIGHTWARDS),
    Column("顺延", 20, "{{ row.carried }}", RIGHTWARDS),
    Column("完成率", 25, "{{ row.rate }}", RIGHTWARDS),
)
# Most names and tasks stand on one line: a list of two hundred takes half the pages.
_NUMBER = Column("序号", 12, "{{ row.place }}", CENTRE)
_UNIT = Column("责任单位", 33, "{{ row.unit }}")
_PERSON = Column("责任人", 18, "{{ row.person }}", CENTRE)
_UNDONE = (
    Column("序号", 9, "{{ row.place }}", CENTRE),
    Column("责任单位", 28, "{{ row.unit }}"),
    Column("项目名称", 51, "{{ row.name }}"),
    Column("周任务", 38, "{{ row.what }}"),
    Column("责任人", 12, "{{ row.person }}", CENTRE),
    Column("应完成时间", 19, "{{ row.due }}", CENTRE),
    Column("未完成原因", 37, "{{ row.why }}"),
    Column("顺延至", 16, "{{ row.new }}", CENTRE),
    Column("顺延次数", 15, "{{ row.times }}", CENTRE),
)
_DANGER = (
    _NUMBER,
    _UNIT,
    Column("项目名称", 68, "{{ row.name }}"),
    Column("月节点", 48, "{{ row.what }}"),
    _PERSON,
    Column("应达到时间", 23, "{{ row.due }}", CENTRE),
    Column("到期情况", 23, "{{ row.left }}", CENTRE),
)
_AHEAD = (
    _NUMBER,
    _UNIT,
    Column("项目名称", 68, "{{ row.name }}"),
    Column("下周任务", 48, "{{ row.what }}"),
    _PERSON,
    Column("应完成时间", 23, "{{ row.due }}", CENTRE),
    Column("顺延", 23, "{{ row.times }}", CENTRE),
)
# The name of the rows, the title, the columns, the size, the name of the sums.
_TABLES = (
    ("units", "责任单位周任务完成情况表", _UNITS, Pt(12), "total"),
    ("undone", "未完成和未报送任务清单", _UNDONE, Pt(9), ""),
    ("danger", "月节点预警清单", _DANGER, Pt(10.5), ""),
    ("ahead", "下周任务清单", _AHEAD, Pt(10.5), ""),
)


def write(target):
    document = page.new("周调度通报")
    official.page_numbers(document.sections[0])
    official.head(document)
    official.title(document)
    say(document, "{{ mandate }}，{{ opening }}", indent=2)
    for heading, name in (
        ("一、周任务完成情况", "overall"),
        ("二、责任单位情况", "standing"),
        ("三、未完成任务", "undone_text"),
        ("四、月节点预警", "danger_text"),
        ("五、下周任务", "ahead_text"),
    ):
        official.level(document, heading)
        text = say(document, f"{{{{ {name} }}}}", indent=2)
    official.with_next(text)
    say(document, "{%p if corrected_text %}")
    official.level(document, "六、更正情况")
    official.with_next(say(document, "{{ corrected_text }}", indent=2))
    say(document, "{%p endif %}")
    official.attached(document, "attached")
    official.signature(document)
    official.note(document)
    for number, (rows, name, columns, size, sums) in enumerate(_TABLES, 1):
        section = page.landscape(document)
        if number == 1:
            official.page_numbers(section, on_side=True)
        official.attachment(document, number, name)
        page.blank(document)
        page.table(document, columns, rows=rows, sums=sums, size=size, empty="本期无")
        if number == 1:
            page.lines(say(document, "{{ rule }}", size=page.SIZE_5), Pt(18))
    page.portrait(document)
    official.page_numbers(document.sections[-1])
    official.imprint(document, alone=True)
    page.save(document, target)
