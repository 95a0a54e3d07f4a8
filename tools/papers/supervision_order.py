"""督办单: one matter on one sheet, from what is asked to how it ended."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import BIAO, CENTRE, HEI, Column
from tools.papers.working import say

_DEMANDS = ("办理要求", "{{ passages.办理要求 }}")
_ROWS = (
    ("编　　号", "{{ number }}", "紧急程度", "{{ urgency }}"),
    ("督办事项", "{{ matter }}", "事项编号", "{{ issue }}"),
    ("督办依据", "{{ basis }}", "影　　响", "{{ effect }}"),
    ("牵头单位", "{{ lead }}", "配合单位", "{{ assisting }}"),
    ("交办时间", "{{ handed_on }}", "原办理时限", "{{ original_limit }}"),
    ("已历时", "{{ used }}", "督办后时限", "{{ limit }}"),
    _DEMANDS,
    ("拟　　办", "{{ drafter }}", "签　　发", "{{ signer }}　{{ date }}"),
    ("签　　收", "{{ received }}", "阶段反馈", "{{ feedback }}"),
    ("办理结果", "{{ result }}", "审　　核", "{{ review }}"),
    ("销号确认", "{{ confirmation }}", "办结时间", "{{ ended_on }}"),
)
_NOTES = (
    "注：1．一单一事；几个单位共同承办的，由牵头单位汇总反馈。"
    "2．整改方案不合格的退回重报，办理时限不变；确需延期的，到期前书面说明理由，经批准可延期一次。"
    "3．提出单位应当在{{ confirm_within }}个工作日内确认或者提出异议，逾期由重点办审定。"
)

_NODES = (
    Column("完成时间", 26, "{{ row.until }}", CENTRE),
    Column("每周节点", 72, "{{ row.words }}"),
    Column("责任人", 26, "{{ row.person }}", CENTRE),
    Column("完成情况", 36, "{{ row.standing }}", CENTRE),
)


def write(target):
    document = working.new("督办单")
    working.head(document, "重点项目督办单")
    table = working.pairs(document, _ROWS, (22, 58, 24, 56), Pt(17))
    for row in table.rows:
        row.height = Pt(36)
    table.rows[_ROWS.index(_DEMANDS)].height = Pt(110)
    said = say(document, "{{ mandate }}；公开属性：{{ disclosure }}", size=Pt(9))
    page.lines(said, Pt(14)).paragraph_format.space_before = Pt(3)
    page.lines(say(document, _NOTES, size=Pt(9)), Pt(14))
    _plan(document)
    page.save(document, target)


def _plan(document):
    """整改方案, on a page of its own behind the order; only in the copy that tells what came."""
    say(document, "{%p if plan %}")
    name = say(document, "整改方案", font=BIAO, size=working.TITLE, align=CENTRE)
    page.lines(name, Pt(34)).paragraph_format.page_break_before = True
    working.spread(document, "督办单：{{ number }}", "第{{ plan.round }}次")
    say(document, "报送：{{ plan.handed_in }}")
    say(document, "{{ plan.words }}", indent=2)
    head = say(document, "每周节点", font=HEI)
    head.paragraph_format.space_before = Pt(6)
    page.table(document, _NODES, rows="plan.nodes", size=working.CELL, line=Pt(17), empty="无")
    said = say(document, ("审核　", HEI), "{{ plan.review }}")
    said.paragraph_format.space_before = Pt(6)
    say(document, ("附件　", HEI), "{{ plan.files }}份")
    say(document, "{%p endif %}")
