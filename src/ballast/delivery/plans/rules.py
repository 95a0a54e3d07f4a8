"""The place of a project in a year's plan."""

from enum import StrEnum


class PlanClass(StrEnum):
    """年度计划类别, fixed when the plan is issued."""

    NEW_START = "NEW_START"
    CARRY_OVER = "CARRY_OVER"
    DUE_FINISH = "DUE_FINISH"
    PREPARATORY = "PREPARATORY"


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
