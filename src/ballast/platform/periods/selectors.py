"""Reading the periods and their states."""

from django.db.models import QuerySet

from ballast.kernel.periods import Period

from .models import PeriodLock, PeriodMove


def periods() -> QuerySet[PeriodLock]:
    """Every period ever opened, the latest first."""
    return PeriodLock.objects.order_by("-last_day", "-code")


def closed_on_or_after(period: Period) -> QuerySet[PeriodLock]:
    """The closed periods that end no earlier than ``period`` does."""
    return PeriodLock.objects.filter(state="closed", last_day__gte=period.last_day)


def moves() -> QuerySet[PeriodMove]:
    """Every opening, closing and reopening, in the order in which they happened."""
    return PeriodMove.objects.order_by("entry_id")
