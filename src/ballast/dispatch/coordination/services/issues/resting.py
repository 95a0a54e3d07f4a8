"""The clock of an issue paused for a recorded reason, and let run again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from ballast.dispatch.coordination.models import Issue, Pause
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act, PauseReason
from ballast.platform.audit.services import Actor

from .effects import carry_out
from .events import IssuesPaused, PausesEnded
from .holding import IssueMove, hold, put_pause, write
from .moving import RIGHTS
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
    held = hold(Act.PAUSE, by=by, at=at, moves=moves, right=RIGHTS)
    refuse(_faults(held.on, until_on, reason))
    words = {one.issue_id: one.words.strip() for one in moves}
    for row in held.rows:
        rest = Pause(issue=row, from_on=held.on, until_on=until_on, reason=reason)
        rest.words = words[row.pk]
        put_pause(held, rest)
    carry_out(held, Act.PAUSE)
    event = IssuesPaused(subject=held.numbers[0], issues=held.numbers)
    return write(held, Act.PAUSE, event, words=words)


@transaction.atomic
def end_pause(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """Let the clocks run again from today."""
    held = hold(Act.END_PAUSE, by=by, at=at, moves=moves, right=RIGHTS)
    carry_out(held, Act.END_PAUSE)
    event = PausesEnded(subject=held.numbers[0], issues=held.numbers)
    return write(held, Act.END_PAUSE, event, words={m.issue_id: m.words.strip() for m in moves})


def _faults(on: date, until_on: date, reason: PauseReason) -> Iterator[Fault]:
    if until_on <= on:
        yield Fault("issue_pause_over", {}, "until_on")
    if until_on - on > LONGEST:
        yield Fault("issue_pause_long", {"days": LONGEST.days}, "until_on")
    if reason is PauseReason.CONFIRMING:
        yield Fault("issue_pause_reason", {}, "reason")
