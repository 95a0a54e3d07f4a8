"""通报: the monthly bulletin on the progress of key projects, with its four tables."""

from docx.shared import Pt

from tools.papers import layout as page
from tools.papers import official
from tools.papers.layout import CENTRE, HEI, RIGHTWARDS, Column, say


def _summed(name):
    """A row of a unit in the table's type; sums, which have no place, stand out."""
    return (
        f"{{% if row.place %}}{{{{ row.{name} }}}}{{% endif %}}",
        (f"{{% if not row.place %}}{{{{ row.{name} }}}}{{% endif %}}", HEI),
    )


_UNITS = (
    Column("名次", 16, "{{ row.place }}", CENTRE),
    Column("责任单位", 75, _summed("name")),
    Column("项目数", 24, _summed("count"), RIGHTWARDS),
    Column("年度计划", 30, _summed("planned"), RIGHTWARDS),
    Column("累计完成", 30, _summed("completed"), RIGHTWARDS),
    Column("完成率", 25, _summed("rate"), RIGHTWARDS),
    Column("较时序", 25, _summed("lead"), RIGHTWARDS),
)
_REDS = (
    Column("序号", 8, "{{ row.place }}", CENTRE),
    Column("项目名称", 28, "{{ row.name }}"),
    Column("项目代码", 21, "{{ row.code }}"),
    Column("第一责任单位", 18, "{{ row.unit }}"),
    Column("包保领导", 14, "{{ row.leader }}", CENTRE),
    Column("年度计划", 12, "{{ row.planned }}", RIGHTWARDS),
    Column("累计完成", 12, "{{ row.completed }}", RIGHTWARDS),
    Column("完成率", 11, "{{ row.rate }}", RIGHTWARDS),
    Column("较时序", 11, "{{ row.lead }}", RIGHTWARDS),
    Column("较自身计划", 12, "{{ row.own }}", RIGHTWARDS),
    Column("当前环节", 12, "{{ row.step }}"),
    Column("滞后天数", 9, "{{ row.late }}", RIGHTWARDS),
    Column("连续红灯月数", 9, "{{ row.months }}", RIGHTWARDS),
    Column("主要原因", 23, "{{ row.cause }}"),
    Column("需协调事项", 25, "{{ row.asks }}"),
)
_UNSTARTED = (
    Column("序号", 10, "{{ row.place }}", CENTRE),
    Column("项目名称", 50, "{{ row.name }}"),
    Column("第一责任单位", 32, "{{ row.unit }}"),
    Column("计划开工时间", 24, "{{ row.planned }}", CENTRE),
    Column("逾期天数", 18, "{{ row.late }}", RIGHTWARDS),
    Column("未开工原因", 45, "{{ row.cause }}"),
    Column("所处环节", 24, "{{ row.step }}"),
    Column("预计开工时间", 22, "{{ row.expected }}", CENTRE),
)
_UNFILED = (
    Column("序号", 12, "{{ row.place }}", CENTRE),
    Column("项目名称", 73, "{{ row.name }}"),
    Column("第一责任单位", 40, "{{ row.unit }}"),
    Column("填报单位", 40, "{{ row.filer }}"),
    Column("应报时间", 25, "{{ row.due }}", CENTRE),
    Column("情况说明", 35, "{{ row.note }}"),
)
# The name of the rows, the title, the columns, the size.
_TABLES = (
    ("units", "责任单位年度计划完成情况表", _UNITS, "单位：个、亿元、%、百分点", Pt(12)),
    ("reds", "红灯项目清单", _REDS, "单位：亿元、%、百分点、天、个月", Pt(9)),
    ("unstarted", "应开未开项目清单", _UNSTARTED, "", Pt(10.5)),
    ("unfiled", "未按期报送项目清单", _UNFILED, "", Pt(10.5)),
)


def _drafted(passages):
    """What a person answers for, in the paragraphs of its part that have no text of their own."""
    return "".join(
        f"{{% if one.passage == '{name}' %}}{{{{ passages.{name} }}}}{{% endif %}}"
        for name in passages
    )


def _part(document, rows, text, *, is_last):
    """The paragraphs of a part; the last of the last stays with what is below the text."""
    say(document, f"{{%p for one in {rows} %}}")
    if is_last:
        say(document, "{%p if loop.last %}")
        official.with_next(official.paragraph(document, "{{ one.lead }}", text))
        say(document, "{%p else %}")
    official.paragraph(document, "{{ one.lead }}", text)
    if is_last:
        say(document, "{%p endif %}")
    say(document, "{%p endfor %}")


def write(target):
    document = page.new("通报")
    official.page_numbers(document.sections[0])
    official.head(document)
    official.title(document)
    say(document, "{{ mandate }}，{{ opening }}", indent=2)
    for heading, rows, passages in (
        ("一、总体情况", "overall", ()),
        ("二、责任单位推进情况", "standing", ()),
        ("三、主要问题", "problems", ("进度分化",)),
        ("四、下一步工作要求", "demands", ("确保开工", "加快解决卡点")),
    ):
        official.level(document, heading)
        _part(document, rows, f"{{{{ one.text }}}}{_drafted(passages)}", is_last=rows == "demands")
    official.attached(document, "attached")
    official.signature(document)
    official.note(document)
    for number, (rows, name, columns, unit, size) in enumerate(_TABLES, 1):
        section = page.landscape(document)
        if number == 1:
            official.page_numbers(section, on_side=True)
        official.attachment(document, number, name)
        page.lines(say(document, unit, size=page.SIZE_5, align=RIGHTWARDS), Pt(18))
        page.table(document, columns, rows=rows, size=size, empty="本期无")
        if number == 1:
            say(document, "{%p if rounding %}")
            page.lines(say(document, "{{ rounding }}", size=page.SIZE_5), Pt(18))
            say(document, "{%p endif %}")
    page.portrait(document)
    official.page_numbers(document.sections[-1])
    official.imprint(document, alone=True)
    page.save(document, target)
