"""Reading what was filed."""

from django.db.models import Exists, OuterRef, QuerySet

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State


def handed_in(period: str) -> QuerySet[Filing]:
    """The filings that units handed in for a period, whatever was decided of them."""
    return Filing.objects.filter(period=period).exclude(state=State.DRAFT.value)


def corrected(period: str) -> list[int]:
    """The projects whose filing for a period was sent back and then filed anew and accepted."""
    later = Filing.objects.filter(
        period=period, project=OuterRef("project"), attempt__gt=OuterRef("attempt")
    )
    sent_back = Filing.objects.filter(period=period, state=State.RETURNED.value)
    found = sent_back.filter(Exists(later.filter(state=State.ACCEPTED.value)))
    return list(found.order_by("project").values_list("project", flat=True).distinct())
