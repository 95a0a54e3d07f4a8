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
    since January. Of a divided project the amounts are the unit's ``share``, and it is one of
    the projects of the unit that answers for it alone (``is_own``). What ``is_inside`` is a part
    of another project that is due, and its amounts are in that one's.
    """

    number: str
    name: str
    original_yuan: Decimal | None = None
    planned_yuan: Decimal | None = None
    attempt: int = 0
    is_late: bool = False
    month_yuan: Decimal | None = None
    completed_yuan: Decimal | None = None
    is_returned: bool = False
    share: Decimal | None = None
    is_own: bool = True
    is_inside: bool = False

    @property
    def counts(self) -> bool:
        return self.is_own and not self.is_inside


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of projects, and sums in yuan.

    What was sent back is neither filed nor not reported, as on every other page.
    """

    count: int
    filed: int
    late: int
    original_yuan: Decimal
    planned_yuan: Decimal
    month_yuan: Decimal
    completed_yuan: Decimal
    returned: int = 0

    @property
    def not_reported(self) -> int:
        return self.count - self.filed - self.returned

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


# What most rows say of themselves is left out of the mark of the figures.
_USUAL = {"is_returned": False, "share": None, "is_own": True, "is_inside": False}


def totals(rows: Sequence[Row]) -> Totals:
    """What the rows come to; the plan counts for all of them, whether reported or not."""
    counted = [row for row in rows if row.counts]
    summed = [row for row in rows if not row.is_inside]
    return Totals(
        count=len(counted),
        filed=sum(row.attempt > 0 and not row.is_returned for row in counted),
        returned=sum(row.is_returned for row in counted),
        late=sum(row.is_late for row in counted),
        original_yuan=_sum(row.original_yuan for row in summed),
        planned_yuan=_sum(row.planned_yuan for row in summed),
        month_yuan=_sum(row.month_yuan for row in summed),
        completed_yuan=_sum(row.completed_yuan for row in summed),
    )


def digest(rows: Iterable[Row]) -> str:
    """SHA-256 over the rows in the order of their numbers: the same rows, the same digest."""
    plain = [
        {name: str(value) for name, value in asdict(row).items() if value != _USUAL.get(name, ())}
        for row in sorted(rows, key=lambda row: row.number)
    ]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
