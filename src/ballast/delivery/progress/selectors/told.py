"""What a filing tells besides the figures that count: of what they are made up, and in words."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from ballast.delivery.progress.models import Filing


@dataclass(frozen=True, slots=True)
class Told:
    """Money in yuan, of the year-to-date figure."""

    base_yuan: Decimal
    caught_up_yuan: Decimal
    correction_yuan: Decimal
    is_late: bool
    visible_progress: str
    problems: str


def told(filing_ids: Collection[int]) -> dict[int, Told]:
    """What these filings tell, by their ids; corrections as their rows say. One query."""
    rows = Filing.objects.filter(pk__in=filing_ids).annotate(
        corrected=Sum("corrections__amount_yuan", default=Decimal(0))
    )
    figures = ("pk", "base_yuan", "caught_up_yuan", "corrected", "is_late")
    said = rows.values_list(*figures, "visible_progress", "problems")
    return {pk: Told(*told) for pk, *told in said}
