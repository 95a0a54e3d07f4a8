"""Reading what was filed."""

from django.db.models import QuerySet

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State


def handed_in(period: str) -> QuerySet[Filing]:
    """The filings that units handed in for a period, whatever was decided of them."""
    return Filing.objects.filter(period=period).exclude(state=State.DRAFT.value)
