"""预警通知书: the notice of a red warning, one page, its slip of receipt below a line to cut at."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import FANG, HEI
from tools.papers.working import say

_ROWS = (
    ("项目名称", "{{ name }}", "项目代码", "{{ code }}"),
    ("建设单位", "{{ owner }}", "包保领导", "{{ sponsor }}"),
    ("级别、类别", "{{ kind }}", "当前环节", "{{ node }}"),
    ("总投资", "{{ total }}", "开工以来累计完成", "{{ since_start }}"),
    ("年度计划投资", "{{ planned }}", "{{ to_date }}完成", "{{ completed }}"),
)
_DEMANDS = (
    "一是{{ verify_by }}18时前完成排查核实，说明属实或不属实、原因类别，附佐证；"
    "二是属实的，{{ mend_by }}前报送整改措施，明确每周节点、责任人，"
    "需市级协调的一并提出事项和建议；三是数据有误的，按退回更正程序办理，不得以口头说明代替。"
    "逾期未核实的，转{{ escalation }}（二级协调）。"
)
_OBJECTIONS = (
    "不服本预警的，可在{{ object_within }}个工作日内提出异议；"
    "因不可抗力、上级政策调整、安全停工整改造成的，可申请免予亮灯，附依据。"
)


def write(target):
    document = working.new("预警通知书")
    working.head(document, "重点项目预警通知书")
    line = ("编号：{{ number }}", "等级：{{ level }}", "签发人：{{ signer }}")
    working.spread(document, *line, at=(66,), size=working.CELL)
    say(document, "{{ addressees }}：").paragraph_format.space_before = Pt(4)
    say(
        document,
        "根据{{ rules }}，{{ judged }}，你单位牵头的下列项目触发预警，现予通知。",
        indent=2,
    )
    working.pairs(document, _ROWS, (25, 53, 32, 50))
    first = say(document, ("预警事项　", HEI), ("{{ matters }}", FANG), indent=2)
    first.paragraph_format.space_before = Pt(5)
    say(document, ("填报原因　", HEI), ("{{ cause }}", FANG), indent=2)
    say(document, ("办理要求　", HEI), (_DEMANDS, FANG), indent=2)
    say(document, _OBJECTIONS, indent=2)
    working.signature(document, "（章）")
    say(document, "{%p if copied_to %}")
    say(document, "抄送：{{ copied_to }}。", size=Pt(10.5))
    say(document, "{%p endif %}")
    working.to_cut(document, "（回执）")
    say(document, "《重点项目预警通知书》（{{ number }}）收悉。", indent=2)
    say(document, "签收单位：　　　　　　签收人：　　　　签收时间：　　月　　日　　时", indent=2)
    page.save(document, target)
