"""Whether a declared project meets what a plan asks of its class: shown to who selects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .classes import Placed
from .codes import PlanClass

# A project due to finish has spent most of its total by the year's end; the rest is settled by
# its final account. Ours: no published rule states a share.
LEAST_AT_FINISH = Decimal("0.9")

_BUILT = frozenset({PlanClass.NEW_START, PlanClass.CARRY_OVER, PlanClass.DUE_FINISH})
_GOES_ON = frozenset({PlanClass.CARRY_OVER, PlanClass.DUE_FINISH})


class ConditionCode(StrEnum):
    """What is asked of a declared project."""

    CODE = "CODE"  # 统一代码
    APPROVAL = "APPROVAL"  # 立项
    LAND = "LAND"
    MONEY = "MONEY"
    OWNER = "OWNER"  # with a right credit code
    SIZE = "SIZE"  # the city's threshold
    DATES = "DATES"  # planned dates and the class agree
    REMAINDER = "REMAINDER"  # the year's amount is no more than what is left
    FINISH_SHARE = "FINISH_SHARE"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: met, not met, or None where the register does not know."""

    code: ConditionCode
    is_met: bool | None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the register knows of a declared project; None is not known. Money in yuan.

    ``needs_land`` is False for kinds of project without land of their own; ``spent_yuan`` is
    since the start and before the plan year; ``least_total_yuan`` None without a threshold.
    """

    plan_class: PlanClass | None
    placed: Placed
    has_code: bool
    is_approved: bool | None
    has_land: bool | None
    needs_land: bool = True
    has_money: bool | None
    has_owner: bool | None
    total_yuan: Decimal | None
    least_total_yuan: Decimal | None = None
    planned_yuan: Decimal | None = None
    spent_yuan: Decimal | None = None


def conditions(case: Case) -> tuple[Condition, ...]:
    """Every condition that applies to the class put up, in the order offices ask."""
    return tuple(_conditions(case))


def _conditions(case: Case) -> Iterator[Condition]:
    yield Condition(ConditionCode.CODE, case.has_code)
    if case.plan_class in _BUILT:
        yield Condition(ConditionCode.APPROVAL, case.is_approved)
        if case.needs_land:
            yield Condition(ConditionCode.LAND, case.has_land)
        yield Condition(ConditionCode.MONEY, case.has_money)
    yield Condition(ConditionCode.OWNER, case.has_owner)
    if case.least_total_yuan is not None:
        yield _size(case.total_yuan, case.least_total_yuan)
    yield _dates(case)
    if case.plan_class in _GOES_ON:
        yield _remainder(case)
    if case.plan_class is PlanClass.DUE_FINISH:
        yield _finish_share(case)


def _size(total: Decimal | None, least: Decimal) -> Condition:
    met = None if total is None else total >= least
    return Condition(ConditionCode.SIZE, met, {"total_yuan": total, "least_total_yuan": least})


def _dates(case: Case) -> Condition:
    met = case.placed.plan_class is case.plan_class if case.placed.is_dated else None
    return Condition(ConditionCode.DATES, met, {"by_dates": case.placed.plan_class})


def _remainder(case: Case) -> Condition:
    if case.total_yuan is None or case.spent_yuan is None or case.planned_yuan is None:
        return Condition(ConditionCode.REMAINDER, None)
    left = case.total_yuan - case.spent_yuan
    values = {"left_yuan": left, "planned_yuan": case.planned_yuan}
    return Condition(ConditionCode.REMAINDER, case.planned_yuan <= left, values)


def _finish_share(case: Case) -> Condition:
    if not case.total_yuan or case.spent_yuan is None or case.planned_yuan is None:
        return Condition(ConditionCode.FINISH_SHARE, None, {"least": LEAST_AT_FINISH})
    share = (case.spent_yuan + case.planned_yuan) / case.total_yuan
    values = {"share": share, "least": LEAST_AT_FINISH}
    return Condition(ConditionCode.FINISH_SHARE, share >= LEAST_AT_FINISH, values)
