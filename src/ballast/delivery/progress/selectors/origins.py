"""From which filing a project's figures and days came, and what was due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from ballast.delivery.progress.models import Duty, Filing, Review, Window
from ballast.delivery.progress.rules import Kind, State, Verdict
from ballast.kernel.periods import Period

from .history import with_all


@dataclass(frozen=True, slots=True)
class MonthBehind:
    """What was due of a project for a period, and what was filed of it, the last first.

    ``filings`` are those handed in from January to the period, and earlier ones that name days.
    """

    period: Period
    duty: Duty | None
    window: Window | None
    filings: Sequence[Filing]

    def of_figure(self, completed_yuan: Decimal, by: datetime) -> Filing | None:
        """Whose year-to-date figure this was, of what was accepted by a moment."""
        of_year = (
            one
            for one in self._accepted(by)
            if one.period.startswith(f"{self.period.year}-")
            and one.completed_yuan == completed_yuan
        )
        return max(
            of_year,
            key=lambda one: (one.period, one.kind == Kind.ACTUAL, one.attempt),
            default=None,
        )

    def of_day(self, step: str, name: str, day: date, by: datetime) -> Filing | None:
        """Who said last by a moment that a step was, or is to be, on a day."""
        for one in self._accepted(by):
            if one.node_dates.get(step, {}).get(name) == day.isoformat():
                return one
        return None

    def handed_in(self, by: datetime) -> Filing | None:
        """What was last handed in for the period itself by a moment, accepted before any other."""
        own = [
            one
            for one in self.filings
            if one.period == self.period.code and (one.submitted_at or one.filed_at) <= by
        ]
        return next((one for one in own if one.state == State.ACCEPTED), own[0] if own else None)

    def _accepted(self, by: datetime) -> list[Filing]:
        return [
            one
            for one in self.filings
            if one.state == State.ACCEPTED and (one.decided_at is None or one.decided_at <= by)
        ]


def month_behind(project_id: int, period: Period) -> MonthBehind:
    """All that was filed of a project towards a period; five queries."""
    of_year = Q(period__startswith=f"{period.year}-") | ~Q(node_dates={})
    filings = Filing.objects.filter(of_year, project=project_id, period__lte=period.code)
    duty = Duty.objects.filter(project=project_id, period=period.code)
    return MonthBehind(
        period,
        duty.select_related("unit").first(),
        Window.objects.filter(pk=period.code).first(),
        with_all(filings.exclude(state=State.DRAFT.value).order_by("-period", "-attempt")),
    )


def accepted_by(reviews: Collection[Review]) -> Review | None:
    """The step by which a filing came to count."""
    passed = [one for one in reviews if one.verdict == Verdict.ACCEPTED]
    return max(passed, key=lambda one: (one.order, one.pk), default=None)
