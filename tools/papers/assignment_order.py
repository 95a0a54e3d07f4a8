"""交办单: a matter with its tasks: who does what, what comes of it, and until when."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import CENTRE, HEI, Column
from tools.papers.working import say

_ROWS = (
    ("编　　号", "{{ number }}", "交办日期", "{{ date }}"),
    ("来　　源", "{{ origin }}", "协调层级", "{{ level }}"),
    ("项　　目", "{{ project }}", "第一责任单位", "{{ unit }}"),
    ("事项编号", "{{ issue }}", "灯", "{{ lamp }}"),
    ("事　　项", "{{ matter }}"),
    ("影　　响", "{{ effect }}"),
    ("牵头单位", "{{ lead }}", "责　任　人", "{{ person }}"),
    ("配合单位", "{{ assisting }}", "联　络　员", "{{ liaison }}"),
)
_TASKS = (
    Column("序号", 12, "{{ row.place }}", CENTRE),
    Column("任务", 66, "{{ row.words }}"),
    Column("承办单位", 34, "{{ row.unit }}"),
    Column("成果形式", 26, "{{ row.outcome }}"),
    Column("时限", 22, "{{ row.due }}", CENTRE),
)
_DEMANDS = (
    "牵头单位应当在签收后{{ accept_within }}个工作日内受理；"
    "不属本单位职责的，在同一期限内退回并说明理由，经重点办同意后改办。"
    "任务完成后提交佐证材料，由提出单位（{{ raiser }}）确认后销号。"
    "到期前48小时提醒，逾期未办结的按规定提级协调或者督办。"
)


def write(target):
    document = working.new("交办单")
    working.head(document, "重点项目协调事项交办单")
    table = working.pairs(document, _ROWS, (24, 56, 26, 54), Pt(17))
    for row in table.rows:
        row.height = Pt(24)
    head = working.spread(document, "交办任务", "办结时限：{{ limit }}", font=HEI)
    head.paragraph_format.space_before = Pt(6)
    page.table(document, _TASKS, rows="tasks", size=working.CELL, line=Pt(17), empty="无")
    told = say(document, ("办理要求　", HEI), (_DEMANDS, page.FANG), indent=2)
    told.paragraph_format.space_before = Pt(6)
    for one in (told, say(document, ("补充要求　", HEI), "{{ passages.补充要求 }}", indent=2)):
        page.lines(one, Pt(18.5))
    line = working.spread(
        document, "签发：{{ signer }}", "（{{ mandate }}；公开属性：{{ disclosure }}）"
    )
    line.paragraph_format.space_before = Pt(6)
    working.signature(document, "（章）")
    say(document, "签收单位：　　　　　　签收人：　　　　签收时间：　　月　　日　　时")
    page.save(document, target)
