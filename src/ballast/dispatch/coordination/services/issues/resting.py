"""The clock of an issue paused for a recorded reason, and let run again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from ballast.dispatch.coordination.models import Issue, Pause
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act, PauseReason
from ballast.platform.audit.services import Actor

from .effects import done
from .events import IssuesPaused, PausesEnded
from .holding import IssueMove, hold, put_pause
from .refusals import refuse

LONGEST = timedelta(days=92)


@transaction.atomic
def pause(
    *,
    by: Actor,
    at: datetime,
    moves: Sequence[IssueMove],
    until_on: date,
    reason: PauseReason,
) -> list[Issue]:
    """Let the clocks stand from today until a day, the first on which they run again.

    Raises ``NotAllowed``, ``IssuesRefused``, as ``end_pause`` does.
    """
    held = hold(Act.PAUSE, by=by, at=at, moves=moves)
    refuse(_faults(held.on, until_on, reason))
    for row in held.rows:
        rest = Pause(issue=row, from_on=held.on, until_on=until_on, reason=reason)
        rest.words = held.words[row.pk]
        put_pause(held, rest)
    return done(held, Act.PAUSE, IssuesPaused)


@transaction.atomic
def end_pause(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """Let the clocks run again from today."""
    return done(hold(Act.END_PAUSE, by=by, at=at, moves=moves), Act.END_PAUSE, PausesEnded)


def _faults(on: date, until_on: date, reason: PauseReason) -> Iterator[Fault]:
    if until_on <= on:
        yield Fault("issue_pause_over", {}, "until_on")
    if until_on - on > LONGEST:
        yield Fault("issue_pause_long", {"days": LONGEST.days}, "until_on")
    if reason is PauseReason.CONFIRMING:
        yield Fault("issue_pause_reason", {}, "reason")
