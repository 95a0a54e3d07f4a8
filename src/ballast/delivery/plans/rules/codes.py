"""The codes of the year's plan."""

from enum import StrEnum


class PlanClass(StrEnum):
    """年度计划类别, fixed when the plan is issued."""

    NEW_START = "NEW_START"
    CARRY_OVER = "CARRY_OVER"
    DUE_FINISH = "DUE_FINISH"
    PREPARATORY = "PREPARATORY"


class Note(StrEnum):
    """What is said beside a class when it is fixed."""

    START_AND_FINISH = "START_AND_FINISH"  # 当年开工当年投产
    FINISH_CARRIED = "FINISH_CARRIED"  # 结转未竣
    START_CARRIED = "START_CARRIED"  # 结转未开
    CLASS_AS_DECLARED = "CLASS_AS_DECLARED"  # its dates do not tell


class Purpose(StrEnum):
    """What a window of the plan is open for."""

    DECLARATION = "DECLARATION"
    ADJUSTMENT = "ADJUSTMENT"


class Declared(StrEnum):
    """How far a declaration has come."""

    DECLARED = "DECLARED"
    SELECTED = "SELECTED"
    LEFT_OUT = "LEFT_OUT"
    WITHDRAWN = "WITHDRAWN"
    ISSUED = "ISSUED"


class AdjustmentKind(StrEnum):
    """What an adjustment does to a project of the plan."""

    ADDED = "ADDED"
    EXITED = "EXITED"
    CLASS_CHANGED = "CLASS_CHANGED"
    AMOUNT_CHANGED = "AMOUNT_CHANGED"


class Span(StrEnum):
    """How long a target runs."""

    YEAR = "YEAR"
    QUARTER = "QUARTER"
    SPRINT = "SPRINT"


class Measure(StrEnum):
    """What a target counts: projects (with their total investment) or the year's investment."""

    CONCEIVED = "CONCEIVED"  # 谋
    APPROVED = "APPROVED"  # 立
    PUSHED = "PUSHED"  # 推
    BUILT = "BUILT"  # 建
    STARTED = "STARTED"
    FINISHED = "FINISHED"
    FULL_CAPACITY = "FULL_CAPACITY"
    COMPLETED_INVESTMENT = "COMPLETED_INVESTMENT"
    COMPLETION_RATE = "COMPLETION_RATE"


class Result(StrEnum):
    """What came of an application to a list."""

    PENDING = "PENDING"
    ADMITTED = "ADMITTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Series(StrEnum):
    """The outside series a city compares itself with."""

    COMPLETION_RATE = "COMPLETION_RATE"  # key projects, of the province or a peer
    START_RATE = "START_RATE"
    FIXED_ASSET_INVESTMENT = "FIXED_ASSET_INVESTMENT"
    FIXED_ASSET_GROWTH = "FIXED_ASSET_GROWTH"
    INDUSTRIAL_INVESTMENT_GROWTH = "INDUSTRIAL_INVESTMENT_GROWTH"
    PRIVATE_INVESTMENT_GROWTH = "PRIVATE_INVESTMENT_GROWTH"
    GDP_GROWTH = "GDP_GROWTH"


# As ledgers write them. 项目性质 holds the same words in old ledgers.
PLAN_CLASS_WORDS = {
    "新开工": PlanClass.NEW_START,
    "新建": PlanClass.NEW_START,
    "计划新开工": PlanClass.NEW_START,
    "续建": PlanClass.CARRY_OVER,
    "结转": PlanClass.CARRY_OVER,
    "竣工": PlanClass.DUE_FINISH,
    "计划竣工": PlanClass.DUE_FINISH,
    "竣工投产": PlanClass.DUE_FINISH,
    "预备": PlanClass.PREPARATORY,
    "前期": PlanClass.PREPARATORY,
    "准备": PlanClass.PREPARATORY,
    "newstart": PlanClass.NEW_START,
    "carryover": PlanClass.CARRY_OVER,
    "duefinish": PlanClass.DUE_FINISH,
    "preparatory": PlanClass.PREPARATORY,
}

# As bulletins of the province and the statistics write them.
SERIES_WORDS = {
    "完成率": Series.COMPLETION_RATE,
    "投资完成率": Series.COMPLETION_RATE,
    "重点项目投资完成率": Series.COMPLETION_RATE,
    "开工率": Series.START_RATE,
    "重点项目开工率": Series.START_RATE,
    "固定资产投资": Series.FIXED_ASSET_INVESTMENT,
    "固定资产投资额": Series.FIXED_ASSET_INVESTMENT,
    "固定资产投资增速": Series.FIXED_ASSET_GROWTH,
    "工业投资增速": Series.INDUSTRIAL_INVESTMENT_GROWTH,
    "民间投资增速": Series.PRIVATE_INVESTMENT_GROWTH,
    "地区生产总值增速": Series.GDP_GROWTH,
    "GDP增速": Series.GDP_GROWTH,
}
# And the areas they are of.
PROVINCE_WORDS = frozenset({"全省", "全省平均"})
CITY_WORDS = frozenset({"全市", "本市"})
