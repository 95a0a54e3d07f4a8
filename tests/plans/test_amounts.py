"""A year's amount and its months."""

from decimal import Decimal

import pytest

from ballast.delivery.plans.rules import PlanClass, amount_faults, plan_progress

YEAR = Decimal(12)


@pytest.mark.parametrize(
    ("plan_class", "yuan", "months", "faults"),
    [
        (PlanClass.NEW_START, YEAR, [], []),
        (PlanClass.NEW_START, YEAR, [1] * 12, []),
        (PlanClass.NEW_START, Decimal(0), [], []),
        (PlanClass.PREPARATORY, None, [], []),
        (PlanClass.DUE_FINISH, None, [], ["plan_amount_missing"]),
        (None, YEAR, [], ["plan_class_missing"]),
        (PlanClass.CARRY_OVER, Decimal(-1), [], ["plan_amount_negative"]),
        (PlanClass.CARRY_OVER, YEAR, [1] * 11 + [2], ["plan_split_wrong"]),
        (PlanClass.CARRY_OVER, YEAR, [12], ["plan_split_wrong"]),
        (PlanClass.CARRY_OVER, YEAR, [-1] + [1] * 10 + [3], ["plan_split_wrong"]),
        (PlanClass.PREPARATORY, None, [1] * 12, ["plan_split_wrong"]),
    ],
)
def test_a_line_says_enough_and_its_months_make_its_year(plan_class, yuan, months, faults):
    assert amount_faults(plan_class, yuan, [Decimal(part) for part in months]) == faults


@pytest.mark.parametrize(("months", "share"), [(1, None), (9, Decimal("0.75")), (12, Decimal(1))])
def test_the_planned_share_of_a_split_year(months, share):
    split = [Decimal(part) for part in (0, 0, 1, 2, 2, 2, 0, 1, 1, 1, 1, 1)]

    assert plan_progress([] if share is None else split, months) == share
