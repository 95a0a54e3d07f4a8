"""The columns as they were before the table; gone when the last caller asks ``form``."""

from ballast.platform.sheets.reading import (
    NAME,
    SEQUENCE,
    Column,
    Form,
    Kind,
)

_SEQUENCE = Column(SEQUENCE, ("序号", "编号", "项次", "No.", "No", "Serial"))
_NAME = Column(
    NAME,
    ("项目名称", "建设项目名称", "工程名称", "重点项目名称", "项目", "Project name", "Project"),
    required=True,
    longest=300,
)
_OWNER = Column(
    "owner",
    (
        *("项目业主", "建设单位", "项目单位", "业主单位", "项目法人", "业主", "项目法人单位"),
        *("项目业主单位", "项目（法人）单位", "项目业主（单位）", "Owner"),
    ),
    longest=200,
)

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
# A plan split by month: a column each, read together or not at all.
_SPLIT = tuple(
    Column(
        f"month_{number}",
        (
            *(f"{n}月{said}" for n in (number, chinese) for said in ("", "计划", "计划投资")),
            *(f"{n}月{said}" for n in (number, chinese) for said in ("投资计划", "计划投资额")),
            *(f"{chinese}月份{said}" for said in ("", "计划", "计划投资", "投资计划")),
            *(name, name[:3], f"{name} plan", f"{name[:3]} plan"),
        ),
        Kind.MONEY,
    )
    for number, (chinese, name) in enumerate(
        zip(_CHINESE_MONTHS, _MONTH_NAMES, strict=True), start=1
    )
)

PLAN_COLUMNS = (
    _SEQUENCE,
    _NAME,
    _OWNER,
    Column(
        "content",
        (
            *("建设规模及内容", "建设内容及规模", "建设内容", "主要建设内容", "建设规模和内容"),
            *(
                "主要建设内容及规模",
                "建设规模与内容",
                "建设内容与规模",
                "Scale and content",
                "Content",
            ),
        ),
    ),
    Column(
        "total_investment",
        (
            *("总投资", "项目总投资", "计划总投资", "总投资额", "项目总投资额", "估算总投资"),
            *("投资总额", "Total investment"),
        ),
        Kind.MONEY,
    ),
    Column(
        "planned",
        (
            *("年度计划投资", "年度计划投资额", "年度投资计划", "年计划投资", "年度计划完成投资"),
            *("年度计划完成投资额", "本年计划投资额", "年度计划", "计划年度投资"),
            *("年度计划投资合计", "年度计划投资全年", "年度投资计划合计", "年度投资计划全年"),
            *("Planned investment", "Annual planned investment", "Annual plan"),
        ),
        Kind.MONEY,
    ),
    Column("plan_class", ("计划类别", "年度计划类别", "项目类别", "项目性质", "Plan class")),
    Column(
        "goal",
        (
            *("年度目标", "年度工作目标", "年度建设目标", "年度形象进度目标", "年度主要建设内容"),
            *("前期工作或工程形象进度目标", "工程形象进度目标", "形象进度目标", "年度计划目标"),
            *("年度建设内容", "Goal", "Goal of the year", "Annual goal"),
        ),
    ),
    Column(
        "unit",
        (
            *(
                "责任单位",
                "牵头责任单位",
                "第一责任单位",
                "牵头单位",
                "市级责任单位",
                "行业责任单位",
            ),
            *("Responsible unit",),
        ),
    ),
    *_SPLIT,
)

MONTH_COLUMNS = (
    _SEQUENCE,
    Column("number", ("压舱石编号", "项目编号", "系统编号", "Ballast number", "Number")),
    _NAME,
    _OWNER,
    Column(
        "completed",
        (
            *("1-n月完成投资", "1-n月累计完成投资", "1-n月实际完成投资", "1-n月完成投资额"),
            *("1-n月累计完成投资额", "1-n月已完成投资额", "1-n月已完成投资", "1-n月实际完成投资额"),
            *("年度累计完成投资", "年度累计完成投资额", "年度完成投资", "年度完成投资额"),
            *("1-n月累计", "Completed since January", "Year-to-date completed investment"),
        ),
        Kind.MONEY,
        required=True,
    ),
    Column(
        "in_month",
        (
            *(
                "当月",
                "9月当月",
                "9月当月完成投资",
                "当月完成",
                "当月完成投资",
                "当月完成投资额",
                "本月",
                "本月完成",
            ),
            *("本月完成投资", "本月完成投资额", "9月完成投资", "9月完成投资额", "This month"),
            *(f"{month}月" for month in range(1, 13)),
        ),
        Kind.MONEY,
    ),
    Column(
        "problems",
        (
            *("存在问题", "存在问题及需协调事项", "存在的问题", "存在的主要问题", "主要问题"),
            *("需协调事项", "存在困难和问题", "存在问题及建议", "Problems"),
        ),
    ),
    Column(
        "visible_progress",
        (
            *("形象进度", "工程形象进度", "目前形象进度", "1-n月形象进度", "1-n月工程形象进度"),
            *("1-n月实际形象进度", "目前项目建设形象进度", "项目形象进度", "当前形象进度"),
            *("进展情况", "目前进展情况", "项目进展情况", "工作进展", "Visible progress"),
        ),
    ),
)


def plan_form(year: int) -> Form:
    return Form(PLAN_COLUMNS, year)


def month_form(year: int | None) -> Form:
    return Form(MONTH_COLUMNS, year)
