"""Figures of a set of projects: ratios of sums, lamps that add up to the list, units in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel import money
from ballast.platform.analytics.catalogue import INDICATORS
from ballast.platform.analytics.expressions import Column, Sum, Term
from ballast.platform.analytics.indicators import value_of


class Mark(StrEnum):
    """What is to be known of a counted figure beside the state of its filing."""

    CARRIED = "CARRIED"  # of an earlier period's filing: none was accepted for this one
    ESTIMATE = "ESTIMATE"  # 预计: made before the period was over
    LATE = "LATE"  # handed in after the window had shut, whether decided yet or not


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned for the year and completed since January of one set of projects, in yuan."""

    count: int
    planned_yuan: Decimal
    completed_yuan: Decimal
    time_progress: Fraction

    @property
    def completion_rate(self) -> Decimal | None:
        """As a share of one; None where nothing is planned."""
        rate = self.value("completion_rate")
        return None if rate is None else rate / 100

    @property
    def lead_points(self) -> Decimal | None:
        """Percentage points above time progress, before any rounding."""
        return self.value("lead_points")

    def value(self, code: str) -> Decimal | None:
        """What the indicator of this code comes to, by the declaration every other place asks."""
        time_progress = Decimal(self.time_progress.numerator) / self.time_progress.denominator
        given = {"time_progress": time_progress * 100}
        return value_of(INDICATORS[code], self._terms, given).value

    @property
    def _terms(self) -> Mapping[Term, Decimal]:
        return {
            Sum(Column("planned_yuan")): self.planned_yuan,
            Sum(Column("completed_yuan")): self.completed_yuan,
        }


@dataclass(frozen=True, slots=True)
class Figures(Sums):
    """The sums of a list and how its lamps stand.

    ``lamps`` counts the projects by the colour they show, the dash standing also for those no lamp
    was given yet; they add up to ``count``. ``green_behind`` are the green ones that are below time
    progress. ``carried_yuan`` is the part of ``completed_yuan`` that comes from an earlier filing,
    because none was made for the period; ``estimated_yuan`` that of the ``estimates``, which are
    no actual figures yet.
    """

    lamps: Mapping[Colour, int] = field(default_factory=dict)
    total_investment_yuan: Decimal = Decimal(0)
    carried_yuan: Decimal = Decimal(0)
    original_yuan: Decimal = Decimal(0)
    month_yuan: Decimal = Decimal(0)
    since_start_yuan: Decimal = Decimal(0)
    estimated_yuan: Decimal = Decimal(0)
    estimates: int = 0
    green_behind: int = 0

    @property
    def estimated_share(self) -> Decimal | None:
        """How much of what was completed is estimated."""
        return money.ratio(self.estimated_yuan, self.completed_yuan)

    def without(self, parts: "Figures") -> "Figures":
        """The sums less those of ``parts``; every line of the list keeps its lamp."""
        rest = {name: getattr(self, name) - getattr(parts, name) for name in _SUMMED}
        return replace(self, **rest)


_SUMMED = (
    "count",
    "planned_yuan",
    "completed_yuan",
    "total_investment_yuan",
    "carried_yuan",
    "original_yuan",
    "month_yuan",
    "since_start_yuan",
    "estimated_yuan",
    "estimates",
    "green_behind",
)


def together(parts: Iterable[Figures], time_progress: Fraction) -> Figures:
    """Several parts of a list as one."""
    parts = list(parts)
    lamps = {colour: sum(part.lamps.get(colour, 0) for part in parts) for colour in Colour}
    sums: dict[str, Any] = {
        name: sum((getattr(part, name) for part in parts), Decimal(0) if "yuan" in name else 0)
        for name in _SUMMED
    }
    return Figures(time_progress=time_progress, lamps=lamps, **sums)


@dataclass(frozen=True, slots=True)
class UnitSums:
    """One responsible unit's projects together."""

    name: str
    sums: Sums


def in_order(units: Iterable[UnitSums]) -> list[UnitSums]:
    """Units by completion rate, at the same rate by plan, the larger first; no plan, no place."""
    placed = [unit for unit in units if unit.sums.planned_yuan]
    return sorted(
        placed,
        key=lambda unit: (
            -Fraction(unit.sums.completed_yuan) / Fraction(unit.sums.planned_yuan),
            -unit.sums.planned_yuan,
            unit.name,
        ),
    )
