"""What stands beside the figures of a period: corrections, review steps, totals sheets, window."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ballast.delivery.progress.models import Correction, Review, TotalsSheet, Window
from ballast.delivery.progress.rules import State
from ballast.delivery.progress.rules.trail import Lead, digest

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What a digest covers, after the place it belongs to. Never take one away or add one: what was
# frozen earlier would not fit any more.
_CORRECTION = (
    *("filing__project__number", "filing__attempt", "period", "about_period"),
    *("amount_yuan", "reason", "paper"),
)
_REVIEW = (
    *("filing__project__number", "filing__attempt", "period", "order", "level", "unit_id"),
    *("verdict", "reason", "decided_by", "decided_at"),
)
_SHEET = (
    *("unit__code", "version", "totals", "digest", "made_at", "made_by"),
    *("signed_by", "signed_on", "uploaded_at", "uploaded_by"),
)
_WINDOW = ("period_id", "opens_on", "cut_off_on", "shuts_on")


def trail(period: str, revision: int) -> Mapping[tuple[str, str], str]:
    """The digests of a revision's trail: by what it is, and the project's number, the unit's code.

    A draft leaves none, because it may be taken up again in the next revision.
    """
    filed = {"filing__period": period, "filing__revision": revision}
    corrections = Correction.objects.filter(**filed).exclude(filing__state=State.DRAFT)
    reviews = Review.objects.filter(**filed).exclude(filing__state=State.DRAFT)
    sheets = TotalsSheet.objects.filter(period=period, revision=revision)
    asked: list[tuple[Lead, QuerySet[Any, tuple[Any, ...]]]] = [
        (Lead.CORRECTION, corrections.values_list(*_CORRECTION)),
        (Lead.REVIEW, reviews.values_list(*_REVIEW)),
        (Lead.SHEET, sheets.values_list(*_SHEET)),
        (Lead.WINDOW, Window.objects.filter(pk=period).values_list(*_WINDOW)),
    ]
    found: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for lead, rows in asked:
        for place, *values in rows.iterator():
            found[lead.value, place].append(tuple(values))
    return {place: digest(rows) for place, rows in found.items()}
