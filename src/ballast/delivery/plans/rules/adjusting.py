"""What an adjustment does to a project's line, and which ones make no sense."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ballast.projects.rules import ExitCause

from .amounts import amount_faults
from .codes import AdjustmentKind, PlanClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a project is to do in the year, since a day. Money in yuan."""

    plan_class: PlanClass | None
    planned_yuan: Decimal | None
    monthly_yuan: tuple[Decimal, ...] = ()
    goal: str = ""
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an adjustment says of one project; a blank leaves what was. Money in yuan.

    A change of class may bring another amount; a change of amount leaves the class, and may be
    one of its months alone. Only what leaves has a ``cause``; the project itself stays in the
    register.
    """

    project_id: int
    kind: AdjustmentKind
    plan_class: PlanClass | None = None
    planned_yuan: Decimal | None = None
    monthly_yuan: tuple[Decimal, ...] = ()
    goal: str = ""
    cause: ExitCause | None = None
    reason: str = ""


def outcome(item: Item, before: Standing | None, valid_from: date) -> Standing | None:
    """The line from ``valid_from`` on; none for a project that leaves.

    A monthly split is of one amount: a new amount without a new split has none.
    """
    if item.kind is AdjustmentKind.EXITED:
        return None
    keeps_amount = before is not None and item.planned_yuan in (None, before.planned_yuan)
    kept = before.monthly_yuan if before and keeps_amount else ()
    return Standing(
        plan_class=item.plan_class or (before.plan_class if before else None),
        planned_yuan=before.planned_yuan if before and keeps_amount else item.planned_yuan,
        monthly_yuan=item.monthly_yuan or kept,
        goal=item.goal or (before.goal if before else ""),
        valid_from=valid_from,
    )


def item_faults(
    item: Item, before: Standing | None, left_on: date | None, valid_from: date
) -> Sequence[str]:
    """The codes of what is wrong with an item.

    ``before`` is the line in force, ``left_on`` the first day without one, for a project that
    was in the plan and left it.
    """
    if item.kind is AdjustmentKind.ADDED:
        if before:
            return ["plan_already_in"]
        if left_on and left_on > valid_from:
            return ["plan_changed_later"]
    elif before is None:
        return ["plan_not_in"]
    elif before.valid_from >= valid_from:
        return ["plan_changed_later"]
    return [
        *_causeless(item),
        *_changes_nothing(item, before),
        *_wrong_amounts(item, before, valid_from),
    ]


def _causeless(item: Item) -> list[str]:
    leaves = item.kind is AdjustmentKind.EXITED
    return ["plan_exit_without_cause"] if leaves and item.cause is None else []


def _changes_nothing(item: Item, before: Standing | None) -> list[str]:
    if before is None:
        return []
    same_class = item.plan_class in (None, before.plan_class)
    same_amount = item.planned_yuan in (None, before.planned_yuan)
    same_split = item.monthly_yuan in ((), before.monthly_yuan)
    found = {
        "plan_class_same": item.kind is AdjustmentKind.CLASS_CHANGED and same_class,
        "plan_amount_same": (
            item.kind is AdjustmentKind.AMOUNT_CHANGED and same_amount and same_split
        ),
        "plan_class_not_amount": item.kind is AdjustmentKind.AMOUNT_CHANGED and not same_class,
    }
    return [code for code, holds in found.items() if holds]


def _wrong_amounts(item: Item, before: Standing | None, valid_from: date) -> list[str]:
    after = outcome(item, before, valid_from)
    if after is None:
        return []
    return amount_faults(after.plan_class, after.planned_yuan, after.monthly_yuan)
