"""Passing filings on through their steps, sending them back, and leaving out what nobody read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.delivery.progress.models import Filing, Review
from ballast.delivery.progress.rules import Level, State, Verdict
from ballast.delivery.progress.rules.chain import Seat, Step, before_office, state, steps
from ballast.delivery.progress.selectors.reviewers import chain, reviewers, seat_of
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity.services import NotAllowed, insist
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State as PeriodState

from .bench import Case, Obstacle, ReasonMissing, judge, lay, settle
from .counting import recount
from .nodes import record_nodes

_RIGHT = "filing.review"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsAccepted(Event):
    """Somebody passed filings on; ``counted`` are the numbers of those that now count."""

    code: ClassVar[str] = "progress.accepted"
    periods: tuple[str, ...]
    numbers: tuple[str, ...]
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsSentBack(Event):
    """Filings were returned to who filed them."""

    code: ClassVar[str] = "progress.sent_back"
    periods: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsLeftOut(Event):
    """A period closes without the filings that nobody had finished reviewing."""

    code: ClassVar[str] = "progress.left_out"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What ``accept`` did: how many were passed on, how many of them now count."""

    passed_on: int
    counted: int
    cases: Sequence[Case]


def begin(filings: Sequence[Filing], *, by: Actor, at: datetime) -> None:
    """Lay out the steps of filings just submitted, as part of the use case that submits them.

    Those entered by the office for a unit have its step alone, accepted by who entered them.
    """
    on = timezone.localdate(at)
    now, filer = chain(on), seat_of(by, on)
    found = reviewers([filing.pk for filing in filings if not filing.is_on_behalf], on)
    rows = []
    for filing in filings:
        if filing.is_on_behalf:
            rows.append(_entered(filing, now[-1], by=by, at=at))
            continue
        rows += [
            Review(
                filing=filing,
                period=filing.period,
                order=step.order,
                level=step.level.value,
                unit_id=unit,
            )
            for step, unit in steps(now, found[filing.pk], filer)
        ]
    Review.objects.bulk_create(rows)


def _entered(filing: Filing, office: Step, *, by: Actor, at: datetime) -> Review:
    return Review(
        filing=filing,
        period=filing.period,
        order=office.order,
        level=Level.OFFICE.value,
        verdict=Verdict.ACCEPTED.value,
        decided_by=by.label,
        decided_at=at,
    )


@transaction.atomic
def accept(*, by: Actor, at: datetime, filing_ids: Collection[int], through: str = "") -> Accepted:
    """Pass filings on at the actor's own steps; the last one's acceptance makes them count.

    ``through``: the office does not wait for the steps before its own, for this reason, which
    their units read. Raises ``NotAllowed``, ``PeriodClosed``, ``ReviewRefused``.
    """
    bench = lay(by=by, at=at, right=_RIGHT, filing_ids=filing_ids)
    if through and not bench.seat.is_office:
        raise NotAllowed
    bench.refuse(_decided, *([] if through else [_out_of_turn]))
    passed = [step for case in bench.cases for step in before_office(case.steps)] if through else []
    changes = judge(passed, Verdict.PASSED_OVER, by=by, at=at, reason=through)
    mine = [step for case in bench.cases for step in case.turn if bench.seat.decides(step)]
    changes += judge(mine, Verdict.ACCEPTED, by=by, at=at)
    done = [case for case in bench.cases if state(case.steps) is State.ACCEPTED]
    changes += settle([case.filing for case in done], State.ACCEPTED, at=at)
    changes += record_nodes([case.filing for case in done], at=at)
    _recount(done)
    event = FilingsAccepted(
        subject=" ".join(_periods(bench.cases)),
        periods=_periods(bench.cases),
        numbers=_numbers(bench.cases),
        counted=_numbers(done),
    )
    audit.record(event, by=by, at=at, cause=through, changes=changes)
    return Accepted(len(bench.cases), len(done), bench.cases)


@transaction.atomic
def send_back(*, by: Actor, at: datetime, filing_ids: Collection[int], reason: str) -> list[Filing]:
    """Return filings to who filed them, with a reason; they file anew as the next attempt.

    A unit returns when its turn has come; the office at any time, also what it had accepted.
    Raises ``ReasonMissing``, ``NotAllowed``, ``PeriodClosed``, ``ReviewRefused``.
    """
    if not reason.strip():
        raise ReasonMissing
    bench = lay(by=by, at=at, right=_RIGHT, filing_ids=filing_ids)
    bench.refuse(*([_not_to_be_returned] if bench.seat.is_office else [_decided, _out_of_turn]))
    mine = [step for case in bench.cases for step in _step_of(bench.seat, case)]
    changes = judge(mine, Verdict.RETURNED, by=by, at=at, reason=reason.strip())
    filings = [case.filing for case in bench.cases]
    changes += settle(filings, State.RETURNED, at=at)
    _recount(bench.cases)
    event = FilingsSentBack(
        subject=" ".join(_periods(bench.cases)),
        periods=_periods(bench.cases),
        numbers=_numbers(bench.cases),
    )
    audit.record(event, by=by, at=at, cause=reason.strip(), changes=changes)
    return filings


@transaction.atomic
def leave_out(*, period: str, reason: str, by: Actor, at: datetime) -> list[Filing]:
    """Close without the filings still under review: they never count. The close's own reason.

    Raises ``ReasonMissing``, ``NotAllowed``, ``PeriodClosed``.
    """
    insist(by, "period.manage", at=at)
    if not reason.strip():
        raise ReasonMissing
    periods.hold([period], until=PeriodState.CLOSING)
    rows = Filing.objects.filter(period=period, state=State.SUBMITTED).select_related("project")
    filings = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if not filings:
        return []
    changes = settle(filings, State.LEFT_OUT, at=at)
    recount(periods={period}, project_ids={filing.project_id for filing in filings})
    numbers = tuple(filing.project.number for filing in filings)
    event = FilingsLeftOut(subject=period, numbers=numbers)
    audit.record(event, by=by, at=at, cause=reason.strip(), changes=changes)
    return filings


def _step_of(seat: Seat, case: Case) -> list[Review]:
    """The actor's step whose turn it is; the office's own where it returns ahead of its turn."""
    mine = [step for step in case.turn if seat.decides(step)]
    return mine[:1] or [step for step in case.steps if step.level == Level.OFFICE]


def _decided(_: Seat, case: Case) -> Obstacle | None:
    """Nothing is left to decide of it."""
    if case.filing.state == State.SUBMITTED:
        return None
    return Obstacle("filing_decided", case.project)


def _not_to_be_returned(_: Seat, case: Case) -> Obstacle | None:
    if case.filing.state in {State.SUBMITTED, State.ACCEPTED}:
        return None
    return Obstacle("filing_decided", case.project)


def _out_of_turn(seat: Seat, case: Case) -> Obstacle | None:
    if any(seat.decides(step) for step in case.turn):
        return None
    return Obstacle("not_your_turn", case.project, case.waits_for())


def _recount(cases: Sequence[Case]) -> None:
    if cases:
        recount(periods=_periods(cases), project_ids={case.filing.project_id for case in cases})


def _periods(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(sorted({case.filing.period for case in cases}))


def _numbers(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(case.number for case in cases)
