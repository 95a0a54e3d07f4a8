"""What waits in filing and review, over all the periods that are not closed: for landing pages."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import CharField, Count, Exists, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from ballast.delivery.progress.models import Duty, Filing, MonthFigure, TotalsSheet
from ballast.delivery.progress.rules import Answer, Days, Standing, State, windows
from ballast.delivery.progress.rules.chain import Seat
from ballast.kernel.periods import Period
from ballast.platform.codelists.selectors import calendar
from ballast.projects import selectors as projects

from .desk import at_turn, of_seat
from .windows import window_rule

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Pending:
    """How much of a period waits, since when the longest of it does."""

    period: str
    count: int
    since: datetime | None = None


def owed(viewer: "User", on: date, periods: Collection[str]) -> dict[str, Counter[Standing]]:
    """How many duties within reach stand where, by period; one query."""
    figure = MonthFigure.objects.filter(project=OuterRef("project"), period=OuterRef("period"))
    standing = Coalesce(
        Subquery(figure.values("state")),
        Value(Standing.NOT_REPORTED.value),
        output_field=CharField(),
    )
    rows = (
        Duty.objects.filter(period__in=periods, project__in=projects.visible_to(viewer, on))
        .order_by("period")
        .annotate(standing=standing)
        .values_list("period", "standing")
        .annotate(count=Count("pk"))
    )
    found: dict[str, Counter[Standing]] = {code: Counter() for code in periods}
    for period, state, count in rows:
        found[period][Standing(state)] += count
    return found


def turns(seat: Seat) -> list[Pending]:
    """The filings whose turn it is to be reviewed by who sits here, by period; one query."""
    rows = (
        at_turn()
        .filter(of_seat(seat))
        .order_by("period")
        .values_list("period")
        .annotate(count=Count("filing", distinct=True), since=Min("filing__submitted_at"))
    )
    return [Pending(*row) for row in rows]


def unanswered(units: Collection[int], periods: Collection[str]) -> list[Pending]:
    """What the office entered for units (代录) that have not said whether it is right."""
    rows = (
        Filing.objects.filter(
            is_on_behalf=True,
            state=State.ACCEPTED,
            answer=Answer.WAITING,
            unit__in=units,
            period__in=periods,
        )
        .order_by("period")
        .values_list("period")
        .annotate(count=Count("pk"), since=Min("submitted_at"))
    )
    return [Pending(*row) for row in rows]


def disputed(periods: Collection[str]) -> list[Pending]:
    """What the office entered and the unit disputes: the office returns it or talks to them."""
    rows = (
        Filing.objects.filter(state=State.ACCEPTED, answer=Answer.DISPUTED, period__in=periods)
        .order_by("period")
        .values_list("period")
        .annotate(count=Count("pk"), since=Min("answered_at"))
    )
    return [Pending(*row) for row in rows]


def unsigned(units: Collection[int], periods: Collection[str]) -> list[Pending]:
    """Units' totals sheets that were made and whose signed scan has not come back."""
    later = TotalsSheet.objects.filter(
        period=OuterRef("period"), unit=OuterRef("unit"), version__gt=OuterRef("version")
    )
    rows = (
        TotalsSheet.objects.filter(~Exists(later), Q(uploaded_at=None))
        .filter(unit__in=units, period__in=periods)
        .order_by("period")
        .values_list("period")
        .annotate(count=Count("pk"), since=Min("made_at"))
    )
    return [Pending(*row) for row in rows]


def coming(on: date) -> tuple[Period, Days]:
    """The period that is filed for this month, with the window that the calendar gives it."""
    rule = window_rule(on)
    period = next(
        one for one in windows.periods_of_year(on.year, rule) if one.first <= on.month <= one.last
    )
    return period, windows.window(period, rule, calendar())
