"""What follows from figures that came in: the lamps they bear on are decided anew."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ballast.kernel.periods import Period
from ballast.platform import clock
from ballast.platform.audit import selectors as audit
from ballast.platform.audit.services import Actor
from ballast.platform.jobs.services import task
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from . import selectors, services

if TYPE_CHECKING:
    from ballast.delivery.ledgers.services import ImportUndone, MonthImported, PlanImported
    from ballast.platform.documents.services.events import PapersEvent

    from .services import (
        ChecksAnswered,
        Exempted,
        ExemptionEnded,
        RulebookPublished,
        WarningsIssued,
    )

BY = Actor("job", None, "lamps")


def judge_month(*, event: "MonthImported", entry_id: int) -> None:
    """A month's figures came in: decide that month."""
    _judge(lambda code: code == event.subject, entry_id, begun=[event.subject])


def judge_year(*, event: "PlanImported | ImportUndone", entry_id: int) -> None:
    """A year's plan came in, or an import was undone: decide its months again."""
    _judge(lambda code: code.startswith(event.subject), entry_id)


@task("alerts.try_rulebook")
def try_rulebook(*, trial_id: int) -> None:
    services.run_trial(trial_id=trial_id, now=clock.now)


class OfPeriods(Protocol):
    """An event that moved the figures of some periods."""

    @property
    def periods(self) -> tuple[str, ...]: ...


def judge_again(*, event: OfPeriods, entry_id: int) -> None:
    """Figures moved: decide again those of the months that were decided."""
    _judge(lambda code: code in event.periods, entry_id)


def judge_by(*, event: "RulebookPublished", entry_id: int) -> None:
    """A rulebook holds from a day on: decide again the months that end no earlier."""
    _judge(lambda code: Period.from_code(code).last_day.isoformat() >= event.valid_from, entry_id)


def judge_let_off(*, event: "Exempted | ExemptionEnded", entry_id: int) -> None:
    """Projects are let off, or no longer: decide again the months that were decided."""
    del event  # which families of whom, the months' own look tells
    _judge(lambda _: True, entry_id)


def tell_issued(*, event: "WarningsIssued", entry_id: int) -> None:
    """Warnings were issued: those whose projects they name are told."""
    services.tell_issued(period=event.subject, at=audit.entry(entry_id).at)


def tell_asked(*, event: "WarningsIssued", entry_id: int) -> None:
    """Warnings were issued: the units that are to find out about them are told."""
    services.tell_asked(period=event.subject, at=audit.entry(entry_id).at)


def reopen_relapsed(*, event: "WarningsIssued", entry_id: int) -> None:
    """Warnings relapsed: what was closed about them is opened again."""
    if event.relapsed:
        services.reopen_relapsed(at=audit.entry(entry_id).at, period=event.subject)


def tell_disputed(*, event: "ChecksAnswered", entry_id: int) -> None:
    """Figures are said to be wrong: who can have them corrected is told."""
    if event.wrong:
        services.tell_disputed(ids=event.checks, at=audit.entry(entry_id).at)


def redate_checks(*, event: "PapersEvent", entry_id: int) -> None:
    """Papers were sent, warning notices perhaps: their units have as long as they say."""
    at = audit.entry(entry_id).at
    services.redate_checks(by=BY, at=at, paper_ids=event.papers)


def run_check_clocks() -> None:
    """A new day: a limit may be near, or past."""
    services.run_check_clocks(at=clock.now())


def _judge(is_meant: Callable[[str], bool], entry_id: int, begun: Sequence[str] = ()) -> None:
    """The earliest first: how long a lamp has stood is counted from the period before."""
    decided = {one.period for one in selectors.evaluations(drafts=True)} | set(begun)
    open_ = periods.periods().exclude(state=State.CLOSED.value).filter(pk__in=decided)
    for code in open_.order_by("last_day", "code").values_list("code", flat=True):
        if is_meant(code):
            services.evaluate(by=BY, at=clock.now(), period=code, cause=f"entry {entry_id}")
