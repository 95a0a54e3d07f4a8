"""How each deed is done to the matters whose turn it is, by who would do it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import Cause, PauseReason
from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import IssueMove
from ballast.platform.audit.services import Actor

from . import said
from .fates import Deed, Fate
from .said import moves

if TYPE_CHECKING:
    from .living import Loop

Rows = Sequence[tuple[Fate, Issue]]
Act = Callable[["Loop", Rows, datetime], None]


def _leads(act: Callable[..., object], words: str = "") -> Act:
    """Who leads does it, each for their own."""

    def done(loop: "Loop", rows: Rows, when: datetime) -> None:
        for by, own in loop.by_lead(row for _, row in rows):
            act(by=by, at=when, moves=moves(own, words))

    return done


def _office(act: Callable[..., object], words: str = "") -> Act:
    def done(loop: "Loop", rows: Rows, when: datetime) -> None:
        act(by=loop.people.office, at=when, moves=moves((row for _, row in rows), words))

    return done


def _paused(loop: "Loop", rows: Rows, when: datetime) -> None:
    for fate, row in rows:
        if fate.paused_until is None:
            continue
        [(by, own)] = loop.by_lead([row])
        issues.pause(
            by=by,
            at=when,
            moves=moves(own, said.PAUSED),
            until_on=fate.paused_until,
            reason=PauseReason.HIGHER_AUTHORITY,
        )


def _signed(loop: "Loop", rows: Rows, when: datetime) -> None:
    """By the petition itself what papers speak of, the others as an act."""
    written = [row for fate, row in rows if fate.about]
    numbers = [row.number for fate, row in rows if not fate.about]
    if written:
        loop.write(LoopPaper.PETITION, written, when)
    if numbers:
        issues.raise_to_headquarters(by=loop.people.office, at=when, numbers=numbers)


def _solved(loop: "Loop", rows: Rows, when: datetime) -> None:
    for by, own in loop.by_lead(row for _, row in rows):
        solve(by, when, own)


def solve(by: Actor, when: datetime, rows: Sequence[Issue]) -> None:
    issues.report_solved(
        by=by,
        at=when,
        moves=[
            IssueMove(issue_id=row.pk, words=said.done(row.number, Cause(row.cause)))
            for row in rows
        ],
        uploads={row.pk: [said.proof(row.number, Cause(row.cause))] for row in rows},
    )


DEEDS: Mapping[Deed, Act] = {
    Deed.SEND_BACK: _leads(issues.send_back, said.NOT_OURS),
    Deed.RAISE_AGAIN: _office(issues.raise_again, said.IT_IS),
    Deed.ACCEPT: _leads(issues.accept),
    Deed.TAKE_IN_HAND: _leads(issues.take_in_hand),
    Deed.PAUSE: _paused,
    Deed.SIGN: _signed,
    Deed.CONFIRM: _office(issues.confirm),
    Deed.REFUSE: _office(issues.refuse_solution, said.NOT_YET),
    Deed.SOLVE: _solved,
}
