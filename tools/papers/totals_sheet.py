"""报送确认单: a unit's sums of a month with places to sign; each of its projects stands below."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import working
from tools.papers.layout import CENTRE, HEI, RIGHTWARDS, Column
from tools.papers.working import say

_SUMS = (
    ("应报送项目（个）", "{{ count }}", "已报送（个）", "{{ filed }}"),
    ("年初下达计划（万元）", "{{ original }}", "现行年度计划（万元）", "{{ planned }}"),
    (
        "{{ month }}完成（万元）",
        "{{ in_month }}",
        "{{ to_date }}累计完成（万元）",
        "{{ completed }}",
    ),
)
_SIGNED = (
    ("填报人（签字）", "", "联系电话", ""),
    ("审核人（签字）", "", "单位负责人（签字）", ""),
    ("单位（盖章）", "", "签字日期", "　　　　年　　月　　日"),
)
_ROWS = (
    Column("序号", 11, "{{ row.place }}", CENTRE),
    Column("项目编号", 21, "{{ row.number }}", CENTRE),
    Column("项目名称", 52, "{{ row.name }}"),
    Column("年度计划", 19, "{{ row.planned }}", RIGHTWARDS),
    Column("本期完成", 18, "{{ row.in_month }}", RIGHTWARDS),
    Column("累计完成", 19, "{{ row.completed }}", RIGHTWARDS),
    Column("报送情况", 20, "{{ row.state }}", CENTRE),
)


def write(target):
    document = working.new("报送确认单")
    working.head(document, "{{ period }}重点项目报送确认单", issuer="")
    say(document, "报送单位：{{ unit }}")
    say(document, "{{ told }}", indent=2)
    working.pairs(document, _SUMS, (46, 34, 46, 34), Pt(20))
    told = say(
        document,
        "以上数据和下列各项目数据已经本单位审核，与形象进度、支付凭证相符，"
        "由本单位对真实性、准确性负责。",
        indent=2,
    )
    told.paragraph_format.space_before = Pt(5)
    working.pairs(document, _SIGNED, (36, 44, 36, 44), Pt(30))
    head = say(document, ("各项目报送数据", HEI), "（金额单位：万元）")
    head.paragraph_format.space_before = Pt(6)
    page.table(document, _ROWS, rows="rows", size=Pt(9), line=Pt(13.5), empty="本期无")
    say(document, "{%p if note %}")
    say(document, "注：{{ note }}", size=Pt(9))
    say(document, "{%p endif %}")
    page.save(document, target)
