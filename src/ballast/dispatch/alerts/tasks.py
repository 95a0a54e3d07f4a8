"""What follows from figures that came in: the lamps they bear on are decided anew."""

from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from ballast.platform.audit.services import Actor

from . import selectors, services

if TYPE_CHECKING:
    from ballast.delivery.ledgers.services import ImportUndone, MonthImported, PlanImported

BY = Actor("job", None, "lamps")


def judge_month(*, event: "MonthImported", entry_id: int) -> None:
    """A month's figures came in: decide that month."""
    _judge(event.subject, entry_id)


def judge_year(*, event: "PlanImported | ImportUndone", entry_id: int) -> None:
    """A year's plan came in, or an import was undone: decide its months again."""
    for evaluation in selectors.evaluations():
        if evaluation.period.startswith(event.subject):
            _judge(evaluation.period, entry_id)


class OfPeriods(Protocol):
    """An event that moved the figures of some periods."""

    @property
    def periods(self) -> tuple[str, ...]: ...


def judge_again(*, event: OfPeriods, entry_id: int) -> None:
    """Figures moved: decide again those of the months that were decided."""
    for evaluation in selectors.evaluations():
        if evaluation.period in event.periods:
            _judge(evaluation.period, entry_id)


def _judge(period: str, entry_id: int) -> None:
    services.evaluate(by=BY, at=timezone.now(), period=period, cause=f"entry {entry_id}")
