"""Series that others publish: one figure a row."""

from ballast.platform.sheets.reading import NAME, SEQUENCE, Column, Form

_COLUMNS = (
    Column(SEQUENCE, ("序号", "编号", "项次", "No.", "No", "Serial")),
    Column(NAME, ("指标", "指标名称", "Series"), required=True, longest=60),
    Column("area", ("地区", "区域", "Area"), required=True, longest=60),
    Column("period", ("报告期", "期间", "时期", "Period"), required=True),
    Column("value", ("数值", "指标值", "Value"), required=True),
    Column("measure", ("计量单位", "Measure"), longest=16),
    Column("rank", ("位次", "排名", "Rank")),
    Column("source", ("来源", "数据来源", "Source"), required=True, longest=200),
    Column("published", ("发布日期", "公布日期", "Published"), required=True),
)


def outside_form() -> Form:
    return Form(_COLUMNS)
