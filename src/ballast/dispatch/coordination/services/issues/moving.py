"""Issues taken, sent back, solved, confirmed, refused, decided, withdrawn, reopened."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act, Decision
from ballast.dispatch.coordination.selectors.matters import ISSUE
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as files
from ballast.platform.files.services import Upload

from .effects import carry_out
from .events import (
    IssuesAccepted,
    IssuesConfirmed,
    IssuesDecided,
    IssuesEvent,
    IssuesRaisedAgain,
    IssuesReopened,
    IssuesSentBack,
    IssuesSolved,
    IssuesTakenInHand,
    IssuesWithdrawn,
    SolutionsRefused,
)
from .holding import Held, IssueMove, hold, write
from .raising import attach
from .refusals import refuse
from .telling import tell_leads, tell_office, tell_raisers

RIGHTS = ("issue.handle", "issue.raise", "issue.decide")


def accept(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead takes issues. Raises ``NotAllowed``, ``IssuesRefused``, as each of these does."""
    return _done(Act.ACCEPT, IssuesAccepted, by, at, moves)


def take_in_hand(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead tells that work on them has begun."""
    return _done(Act.TAKE_IN_HAND, IssuesTakenInHand, by, at, moves)


def send_back(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead says why an issue is not theirs, or not clear."""
    with transaction.atomic():
        rows = _done(Act.SEND_BACK, IssuesSentBack, by, at, moves)
        tell_raisers("issue_sent_back", rows, at)
        return rows


def raise_again(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser answers why it was sent back; the clock begins anew."""
    with transaction.atomic():
        rows = _done(Act.RAISE_AGAIN, IssuesRaisedAgain, by, at, moves)
        tell_leads("issue_raised", rows, at)
        return rows


@transaction.atomic
def report_solved(
    *,
    by: Actor,
    at: datetime,
    moves: Sequence[IssueMove],
    uploads: Mapping[int, Sequence[Upload]] | None = None,
) -> list[Issue]:
    """The lead tells issues solved, each with something that proves it, new or kept before."""
    held = hold(Act.SOLVE, by=by, at=at, moves=moves, right=RIGHTS)
    given = uploads or {}
    kept = files.of_many(ISSUE, [str(row.pk) for row in held.rows])
    refuse(
        Fault("issue_without_evidence", {"number": row.number}, str(row.pk))
        for row in held.rows
        if not given.get(row.pk) and not kept.get(str(row.pk))
    )
    carry_out(held, Act.SOLVE)
    event = IssuesSolved(subject=held.numbers[0], issues=held.numbers)
    rows = write(held, Act.SOLVE, event, words=_said(moves))
    for row in rows:
        attach(by, at, ISSUE, row.pk, given.get(row.pk, ()))
    tell_raisers("issue_solved", rows, at)
    return rows


def confirm(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser says that they are solved: 销号."""
    with transaction.atomic():
        rows = _done(Act.CONFIRM, IssuesConfirmed, by, at, moves)
        tell_leads("issue_closed", rows, at)
        return rows


def refuse_solution(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser says why they are not solved; the second time the office decides."""
    with transaction.atomic():
        rows = _done(Act.REFUSE, SolutionsRefused, by, at, moves)
        tell_leads("issue_refused", rows, at)
        tell_office("issue_to_decide", [row for row in rows if row.desk], at)
        return rows


@transaction.atomic
def decide(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], decision: Decision
) -> list[Issue]:
    """The office decides over what lies on its desk: closed, or to be gone on with."""
    act = Act.DECIDE_CLOSED if decision is Decision.CLOSE else Act.DECIDE_ON
    held = hold(act, by=by, at=at, moves=moves, right=("issue.decide",))
    carry_out(held, act)
    event = IssuesDecided(subject=held.numbers[0], issues=held.numbers, decision=decision.value)
    rows = write(held, act, event, words=_said(moves))
    tell_leads("issue_decided", rows, at)
    tell_raisers("issue_decided", [row for row in rows if row.raiser_id], at)
    return rows


def reopen(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """What was closed has relapsed; the clock of its level begins anew."""
    with transaction.atomic():
        rows = _done(Act.REOPEN, IssuesReopened, by, at, moves)
        tell_leads("issue_reopened", rows, at)
        return rows


def withdraw(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser, or the office, takes issues back, and says why."""
    with transaction.atomic():
        rows = _done(Act.WITHDRAW, IssuesWithdrawn, by, at, moves)
        tell_leads("issue_withdrawn", rows, at)
        return rows


@transaction.atomic
def _done(
    act: Act, event: type[IssuesEvent], by: Actor, at: datetime, moves: Sequence[IssueMove]
) -> list[Issue]:
    held: Held = hold(act, by=by, at=at, moves=moves, right=RIGHTS)
    carry_out(held, act)
    told = event(subject=held.numbers[0], issues=held.numbers)
    return write(held, act, told, words=_said(moves))


def _said(moves: Sequence[IssueMove]) -> dict[int, str]:
    return {one.issue_id: one.words.strip() for one in moves}
