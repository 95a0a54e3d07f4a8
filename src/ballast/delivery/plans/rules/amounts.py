"""A year's amount and its optional split into twelve months, in yuan."""

from collections.abc import Sequence
from decimal import Decimal

from ballast.kernel import money

from .classes import NEEDS_AMOUNT
from .codes import PlanClass

MONTHS = 12


def amount_faults(
    plan_class: PlanClass | None, planned_yuan: Decimal | None, monthly_yuan: Sequence[Decimal]
) -> list[str]:
    """The codes of what is wrong with a line's amounts."""
    found = {
        "plan_class_missing": plan_class is None,
        "plan_amount_missing": plan_class in NEEDS_AMOUNT and planned_yuan is None,
        "plan_amount_negative": planned_yuan is not None and planned_yuan < 0,
        "plan_split_wrong": not splits(planned_yuan, monthly_yuan),
    }
    return [code for code, holds in found.items() if holds]


def splits(planned_yuan: Decimal | None, monthly_yuan: Sequence[Decimal]) -> bool:
    """Whether the months, if any are given, are twelve, none negative, and make the year."""
    if not monthly_yuan:
        return True
    return (
        len(monthly_yuan) == MONTHS
        and min(monthly_yuan) >= 0
        and sum(monthly_yuan, Decimal(0)) == planned_yuan
    )


def plan_progress(monthly_yuan: Sequence[Decimal], months: int) -> Decimal | None:
    """计划进度: the project's own planned share of the year after so many months.

    None for a line that is not split, or split into nothing.
    """
    if not monthly_yuan:
        return None
    return money.ratio(sum(monthly_yuan[:months], Decimal(0)), sum(monthly_yuan, Decimal(0)))
