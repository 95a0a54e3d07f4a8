"""报送确认单: what a unit puts its name to, and how one knows that it has changed since."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One project of the sheet as the unit last reported it; money in yuan.

    ``attempt`` 0: nothing was reported. ``month_yuan`` is the period's, ``completed_yuan``
    since January.
    """

    number: str
    name: str
    original_yuan: Decimal | None = None
    planned_yuan: Decimal | None = None
    attempt: int = 0
    is_late: bool = False
    month_yuan: Decimal | None = None
    completed_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of projects, and sums in yuan."""

    count: int
    filed: int
    late: int
    original_yuan: Decimal
    planned_yuan: Decimal
    month_yuan: Decimal
    completed_yuan: Decimal

    @property
    def not_reported(self) -> int:
        return self.count - self.filed

    def plain(self) -> dict[str, int | str]:
        """As it is kept: no number loses a digit."""
        return {
            name: value if isinstance(value, int) else str(value)
            for name, value in asdict(self).items()
        }

    @classmethod
    def kept(cls, plain: dict[str, Any]) -> "Totals":
        """Back from what ``plain`` made."""
        values: dict[str, Any] = {
            name: Decimal(one) if isinstance(one, str) else one for name, one in plain.items()
        }
        return cls(**values)


def totals(rows: Sequence[Row]) -> Totals:
    """What the rows come to; the plan counts for all of them, whether reported or not."""
    return Totals(
        count=len(rows),
        filed=sum(row.attempt > 0 for row in rows),
        late=sum(row.is_late for row in rows),
        original_yuan=_sum(row.original_yuan for row in rows),
        planned_yuan=_sum(row.planned_yuan for row in rows),
        month_yuan=_sum(row.month_yuan for row in rows),
        completed_yuan=_sum(row.completed_yuan for row in rows),
    )


def digest(rows: Iterable[Row]) -> str:
    """SHA-256 over the rows in the order of their numbers: the same rows, the same digest."""
    plain = [
        {name: str(value) for name, value in asdict(row).items()}
        for row in sorted(rows, key=lambda row: row.number)
    ]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
