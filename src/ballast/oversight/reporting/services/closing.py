"""Closing a period: from then on its facts stand still, and a frozen copy of them is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress import services as filings
from ballast.dispatch.alerts import selectors as lamps
from ballast.dispatch.alerts import services as alerts
from ballast.kernel import garbage
from ballast.kernel.errors import Refused
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.models import FrozenPeriod
from ballast.oversight.reporting.rules import digest, trail_digest
from ballast.platform.audit.services import Actor
from ballast.platform.identity.services import insist
from ballast.platform.periods import selectors as calendar
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodCannotMove

from .freezing import freeze

_RIGHT = "period.manage"


class FilingsWaiting(Refused):
    """Filings were submitted and not decided: ``filings`` names them, ``count`` says how many."""

    code = "filings_waiting"


class EarlierPeriodOpen(Refused):
    """``earlier`` must be closed before: its figures are the ground of this period's."""

    code = "earlier_period_open"


class LaterPeriodClosed(Refused):
    """``later`` rests on this period: it is reopened first."""

    code = "later_period_closed"


class ReasonMissing(Refused):
    """It is not done without saying why."""

    code = "close_reason_missing"


@dataclass(frozen=True, slots=True)
class Closed:
    """What was frozen."""

    revision: int
    rows: int
    digest: str
    left_out: int


@transaction.atomic
def begin_closing(*, by: Actor, at: datetime, period: Period) -> None:
    """From now on nothing new is filed for a period; its reviews finish.

    Its duties stand still from here on: they first follow whatever plan and register say, which
    otherwise happens a little later. Its lamps are decided and its warnings drafted, to be
    judged. Raises ``NotAllowed``, ``PeriodCannotMove``.
    """
    insist(by, _RIGHT, at=at)
    alerts.one_at_a_time()
    if periods.lock(period.code) is State.OPEN:
        filings.follow(by=by, at=at, year=period.year)
    periods.move(by=by, at=at, period=period, to=State.CLOSING)
    alerts.evaluate(by=by, at=at, period=period.code)


@transaction.atomic
def call_off(*, by: Actor, at: datetime, period: Period, reason: str = "") -> None:
    """Let units file for a period again that was about to be closed; an issue is taken back.

    Raises ``NotAllowed``, ``PeriodCannotMove``.
    """
    insist(by, _RIGHT, at=at)
    alerts.one_at_a_time()
    if periods.lock(period.code) is not State.CLOSING:
        raise PeriodCannotMove(period=period.code)
    periods.move(by=by, at=at, period=period, to=State.OPEN, reason=reason.strip())
    alerts.withdraw(by=by, at=at, period=period)


@garbage.kept()
@transaction.atomic
def close(
    *, by: Actor, at: datetime, period: Period, carry: bool = False, reason: str = ""
) -> Closed:
    """Freeze a period that is closing: who writes its facts finishes first, or comes too late.

    With ``carry`` and a reason the filings still under review are left out, and earlier figures
    carried. The lamps are decided on what is frozen, and issued where they are not yet. Raises
    ``NotAllowed``, ``PeriodCannotMove``, ``EarlierPeriodOpen``, ``FilingsWaiting``,
    ``ReasonMissing``, ``UnjudgedRed``.
    """
    insist(by, _RIGHT, at=at)
    alerts.one_at_a_time()
    if periods.lock(period.code) is not State.CLOSING:
        raise PeriodCannotMove(period=period.code)
    _refuse_earlier_open(period)
    left_out = _leave_out(by, at, period, carry=carry, reason=reason.strip())
    filings.recount(periods=[period.code], project_ids=None)
    judged = alerts.evaluate(by=by, at=at, period=period.code)
    if not lamps.is_issued(period.code):
        alerts.issue(by=by, at=at, period=period)

    revision = calendar.periods().get(pk=period.code).revision
    rows = selectors.facts(period, revision)
    sealed = digest(period.code, revision, rows)
    trail = progress.trail(period.code, revision)
    book = (judged.rulebook, judged.rulebook_text)
    snapshot = selectors.taken(judged.grounds, judged.decided, revision, book)
    why = reason.strip() if left_out else ""
    entry = periods.move(
        by=by,
        at=at,
        period=period,
        to=State.CLOSED,
        reason=why,
        extra={
            "digest": sealed,
            "rows": len(rows),
            "trail": trail_digest(trail),
            "snapshot": snapshot.digest,
        },
    )
    freeze(figures=rows, trail=trail, snapshot=snapshot)
    FrozenPeriod.objects.create(
        period=period.code,
        revision=revision,
        closed_at=at,
        closed_by=by.label,
        carry_reason=why,
        rows=len(rows),
        digest=sealed,
        entry_id=entry,
    )
    return Closed(revision, len(rows), sealed, left_out)


@transaction.atomic
def reopen(*, by: Actor, at: datetime, period: Period, reason: str) -> int:
    """Take up a closed period as its next revision; what was frozen stays. The revision's number.

    The last closed period first, because the later ones rest on it. Its lamps are drafts again,
    with their judgements. Raises ``NotAllowed``,
    ``ReasonMissing``, ``PeriodCannotMove``, ``LaterPeriodClosed``.
    """
    insist(by, _RIGHT, at=at)
    alerts.one_at_a_time()
    if not reason.strip():
        raise ReasonMissing
    if periods.lock(period.code) is not State.CLOSED:
        raise PeriodCannotMove(period=period.code)
    later = calendar.closed_on_or_after(period).exclude(pk=period.code).order_by("last_day")
    if codes := list(later.values_list("code", flat=True)):
        raise LaterPeriodClosed(period=period.code, later=_listed(codes))
    periods.move(by=by, at=at, period=period, to=State.OPEN, reason=reason.strip())
    alerts.withdraw(by=by, at=at, period=period)
    return calendar.periods().get(pk=period.code).revision


def _refuse_earlier_open(period: Period) -> None:
    earlier = calendar.periods().filter(last_day__lt=period.last_day)
    codes = earlier.exclude(state=State.CLOSED).values_list("code", flat=True)
    if codes:
        raise EarlierPeriodOpen(period=period.code, earlier=_listed(sorted(codes)))


def _leave_out(by: Actor, at: datetime, period: Period, *, carry: bool, reason: str) -> int:
    """How many filings the period is closed without.

    Raises ``FilingsWaiting``, ``ReasonMissing``.
    """
    waiting = progress.waiting(period.code)
    if not waiting:
        return 0
    if not carry:
        names = [f"{one.number} {one.name}" for one in waiting]
        raise FilingsWaiting(period=period.code, count=len(names), filings=_listed(names))
    if not reason:
        raise ReasonMissing
    return len(filings.leave_out(period=period.code, reason=reason, by=by, at=at))


def _listed(names: Sequence[str]) -> str:
    return "、".join(names)
