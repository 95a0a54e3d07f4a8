"""What a filing tells besides the figures that count: of what they are made up, and in words."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from ballast.delivery.progress.models import Filing


@dataclass(frozen=True, slots=True)
class Told:
    """Money in yuan, of the year-to-date figure."""

    base_yuan: Decimal
    caught_up_yuan: Decimal
    correction_yuan: Decimal
    is_late: bool
    visible_progress: str


def told(filing_ids: Collection[int]) -> dict[int, Told]:
    """What these filings tell, by their ids; one query."""
    return {
        row.pk: Told(
            row.base_yuan,
            row.caught_up_yuan,
            row.correction_yuan,
            row.is_late,
            row.visible_progress,
        )
        for row in Filing.objects.filter(pk__in=filing_ids).only(*Told.__annotations__)
    }
