"""Figures of a set of projects: ratios of sums, lamps that add up to the list, units in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ballast.dispatch.alerts.rules import COLOUR_OF, Colour, Row
from ballast.kernel import money


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned for the year and completed since January of one set of projects, in yuan."""

    count: int
    planned_yuan: Decimal
    completed_yuan: Decimal
    time_progress: Fraction

    @property
    def completion_rate(self) -> Decimal | None:
        """Completed / planned, both summed over the set first; None where nothing is planned."""
        return money.ratio(self.completed_yuan, self.planned_yuan)

    @property
    def lead_points(self) -> Decimal | None:
        """Percentage points above time progress, before any rounding."""
        return money.points(self.completion_rate, self.time_progress)


@dataclass(frozen=True, slots=True)
class Figures(Sums):
    """The sums of a list and how its lamps stand.

    ``rows`` counts the projects by the row of the lamp rule that decided them, None standing for
    those no lamp was given yet; they add up to ``count``. ``carried_yuan`` is the part of
    ``completed_yuan`` that comes from an earlier filing, because none was made for the period.
    """

    rows: Mapping[Row | None, int] = field(default_factory=dict)
    total_investment_yuan: Decimal = Decimal(0)
    carried_yuan: Decimal = Decimal(0)

    @property
    def lamps(self) -> dict[Colour, int]:
        """How many projects show each colour; what was not judged is not rated."""
        counts = dict.fromkeys(Colour, 0)
        for row, number in self.rows.items():
            counts[COLOUR_OF[row] if row else Colour.DASH] += number
        return counts


def together(parts: Iterable[Figures], time_progress: Fraction) -> Figures:
    """Several parts of a list as one."""
    parts = list(parts)
    rows: dict[Row | None, int] = {}
    for part in parts:
        for row, number in part.rows.items():
            rows[row] = rows.get(row, 0) + number
    return Figures(
        count=sum(part.count for part in parts),
        planned_yuan=sum((part.planned_yuan for part in parts), Decimal(0)),
        completed_yuan=sum((part.completed_yuan for part in parts), Decimal(0)),
        time_progress=time_progress,
        rows=rows,
        total_investment_yuan=sum((part.total_investment_yuan for part in parts), Decimal(0)),
        carried_yuan=sum((part.carried_yuan for part in parts), Decimal(0)),
    )


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
