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

from .effects import done
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
from .holding import IssueMove, hold
from .raising import attach
from .refusals import refuse


def accept(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead takes issues. Raises ``NotAllowed``, ``IssuesRefused``, as each of these does."""
    return _done(Act.ACCEPT, IssuesAccepted, by, at, moves)


def take_in_hand(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead tells that work on them has begun."""
    return _done(Act.TAKE_IN_HAND, IssuesTakenInHand, by, at, moves)


def send_back(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead says why an issue is not theirs, or not clear."""
    return _done(Act.SEND_BACK, IssuesSentBack, by, at, moves)


def raise_again(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser answers why it was sent back; the clock begins anew."""
    return _done(Act.RAISE_AGAIN, IssuesRaisedAgain, by, at, moves)


@transaction.atomic
def report_solved(
    *,
    by: Actor,
    at: datetime,
    moves: Sequence[IssueMove],
    uploads: Mapping[int, Sequence[Upload]] | None = None,
) -> list[Issue]:
    """The lead tells issues solved, each with something that proves it, new or kept before."""
    held = hold(Act.SOLVE, by=by, at=at, moves=moves)
    given = uploads or {}
    kept = files.of_many(ISSUE, [str(row.pk) for row in held.rows])
    refuse(
        Fault("issue_without_evidence", {"number": row.number}, str(row.pk))
        for row in held.rows
        if not given.get(row.pk) and not kept.get(str(row.pk))
    )
    rows = done(held, Act.SOLVE, IssuesSolved)
    for row in rows:
        attach(by, at, ISSUE, row.pk, given.get(row.pk, ()))
    return rows


def confirm(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser says that they are solved: 销号."""
    return _done(Act.CONFIRM, IssuesConfirmed, by, at, moves)


def refuse_solution(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser says why they are not solved; the second time the office decides."""
    return _done(Act.REFUSE, SolutionsRefused, by, at, moves)


@transaction.atomic
def decide(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], decision: Decision
) -> list[Issue]:
    """The office decides over what lies on its desk: closed, or to be gone on with."""
    act = Act.DECIDE_CLOSED if decision is Decision.CLOSE else Act.DECIDE_ON
    held = hold(act, by=by, at=at, moves=moves, rights=("issue.decide",))
    return done(held, act, IssuesDecided, decision=decision.value)


def reopen(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """What was closed has relapsed; the clock of its level begins anew."""
    return _done(Act.REOPEN, IssuesReopened, by, at, moves)


def withdraw(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The raiser, or the office, takes issues back, and says why."""
    return _done(Act.WITHDRAW, IssuesWithdrawn, by, at, moves)


@transaction.atomic
def _done(
    act: Act, event: type[IssuesEvent], by: Actor, at: datetime, moves: Sequence[IssueMove]
) -> list[Issue]:
    return done(hold(act, by=by, at=at, moves=moves), act, event)
