"""Holding a year's plan, and the months it is the plan of, while they are written."""

from datetime import date

from ballast.delivery.plans.models import PlanYear
from ballast.platform.periods import selectors as periods
from ballast.platform.periods import services as locks
from ballast.platform.periods.rules import State

from .refusals import PlanIsIssued, PlanNotIssued


def take(year: int) -> PlanYear:
    """The year, held by this transaction."""
    PlanYear.objects.bulk_create([PlanYear(year=year)], ignore_conflicts=True)
    return PlanYear.objects.select_for_update().get(year=year)


def take_draft(year: int) -> PlanYear:
    """The same, of a plan not yet issued. Raises ``PlanIsIssued``."""
    taken = take(year)
    if taken.issued_on:
        raise PlanIsIssued(year=year)
    return taken


def take_issued(year: int) -> PlanYear:
    """The same, of an issued plan. Raises ``PlanNotIssued``."""
    taken = PlanYear.objects.select_for_update().filter(year=year).first()
    if taken is None or taken.issued_on is None:
        raise PlanNotIssued(year=year)
    return taken


def hold_year(year: int) -> None:
    """Hold a year and all its months as whoever writes the draft of its plan does.

    Raises ``PeriodClosed`` when one is closed.
    """
    take(year)
    hold_months(year, since=date(year, 1, 1))


def hold_months(year: int, *, since: date, until: State = State.OPEN) -> None:
    """Keep the year's months that end on a day or later from closing.

    Raises ``PeriodClosed`` when one has gone past ``until``.
    """
    ending = periods.periods().filter(last_day__gte=since, last_day__year=year)
    locks.hold(ending.values_list("code", flat=True), until=until)
