"""What a year's plan comes to: as issued, what adjustments made of it, and that it adds up."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from .adjusting import Standing
from .codes import AdjustmentKind

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One plan class, or all of them: projects and yuan, as issued and as they stand now.

    ``moved`` are those that changed class: into this one less out of it. ``split`` counts the
    works of a bundle one by one where ``current`` counts the bundle once.
    """

    plan_class: str = ""
    original: int = 0
    added: int = 0
    exited: int = 0
    moved: int = 0
    current: int = 0
    split: int = 0
    original_yuan: Decimal = NOUGHT
    current_yuan: Decimal = NOUGHT
    total_yuan: Decimal = NOUGHT  # total investment of the projects now in it

    @property
    def adds_up(self) -> bool:
        """下达 + 增补 − 退出 ± 类别调整 = 当前."""
        return self.original + self.added - self.exited + self.moved == self.current

    @property
    def change_yuan(self) -> Decimal:
        return self.current_yuan - self.original_yuan


def together(parts: Iterable[Part]) -> Part:
    """All classes as one."""
    whole = Part()
    for part in parts:
        sums = {
            name: getattr(whole, name) + getattr(part, name)
            for name in Part.__slots__
            if name != "plan_class"
        }
        whole = replace(whole, **sums)
    return whole


@dataclass(frozen=True, slots=True)
class Moved:
    """What an adjustment did to one project, as far as counts go."""

    kind: str
    old_class: str
    new_class: str


def moves(items: Iterable[Moved]) -> dict[str, dict[str, int]]:
    """How many were added to each class, left it, and came into it from another (less out)."""
    found: dict[str, dict[str, int]] = {}

    def count(plan_class: str, how: str, by: int) -> None:
        row = found.setdefault(plan_class, {"added": 0, "exited": 0, "moved": 0})
        row[how] += by

    for item in items:
        if item.kind == AdjustmentKind.ADDED:
            count(item.new_class, "added", 1)
        elif item.kind == AdjustmentKind.EXITED:
            count(item.old_class, "exited", 1)
        elif item.old_class != item.new_class:
            count(item.old_class, "moved", -1)
            count(item.new_class, "moved", 1)
    return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What a plan class comes to before and after an adjustment; no class: all together."""

    plan_class: str
    before: int
    after: int
    before_yuan: Decimal
    after_yuan: Decimal


def effect(
    parts: Iterable[Part], changes: Iterable[tuple[Standing | None, Standing | None]]
) -> list[Effect]:
    """The classes as they stand and as the changes would leave them, their sum last."""
    counts: Counter[str] = Counter()
    yuan: dict[str, Decimal] = defaultdict(Decimal)
    for before, after in changes:
        for standing, sign in ((before, -1), (after, 1)):
            if standing:
                plan_class = standing.plan_class or ""
                counts[plan_class] += sign
                yuan[plan_class] += sign * (standing.planned_yuan or NOUGHT)
    known = {part.plan_class: part for part in parts}
    rows = [
        Effect(
            code,
            (part := known.get(code, Part(code))).current,
            part.current + counts[code],
            part.current_yuan,
            part.current_yuan + yuan[code],
        )
        for code in dict.fromkeys([*known, *counts])
    ]
    whole = (
        sum(row.before for row in rows),
        sum(row.after for row in rows),
        sum((row.before_yuan for row in rows), NOUGHT),
        sum((row.after_yuan for row in rows), NOUGHT),
    )
    return [*rows, Effect("", *whole)]
