"""What each act changes on the issues it is done to; the clocks follow from the dates."""

from collections.abc import Callable, Mapping
from typing import Any

from ballast.dispatch.coordination.models import Issue, Pause
from ballast.dispatch.coordination.rules.issues import (
    TAKEN,
    WAITING,
    Act,
    Desk,
    IssueState,
    PauseReason,
    state_after,
)

from .events import IssuesEvent
from .holding import Held, put_pause, rest_ends, write

Effect = Callable[[Held, Issue], None]
REFUSED_TO_DESK = 2  # solutions refused before the office decides

_OFF_DESK = frozenset(
    {
        Act.CONFIRM,
        Act.DECIDE_CLOSED,
        Act.DECIDE_ON,
        Act.WITHDRAW,
        Act.MERGE,
        Act.RAISE_AGAIN,
        Act.HAND_OVER,
    }
)


def done(held: Held, act: Act, event: type[IssuesEvent], **said: Any) -> list[Issue]:
    """Do an act to all issues held, and write it; nothing where none is."""
    if not held.rows:
        return []
    carry_out(held, act)
    return write(held, act, held.fact(event, **said))


def carry_out(held: Held, act: Act) -> None:
    """Do an act to all issues held: state, desk, pauses, clock."""
    _end_pauses(held, act)
    for row in held.rows:
        before = IssueState(row.state)
        row.state = state_after(act, before)
        if act in _OFF_DESK:
            row.desk = ""
        if act in _EFFECTS:
            _EFFECTS[act](held, row)
        _moments(held, row, before)
        row.due_on = held.clocks.due_on(row)


def _end_pauses(held: Held, act: Act) -> None:
    """A clock that is stopped, or begins anew, has no pause running."""
    ended = [
        row
        for row in held.rows
        if act in {Act.END_PAUSE, Act.ESCALATE}
        or state_after(act, IssueState(row.state)) not in TAKEN
    ]
    if ended and act is not Act.RAISE:
        rest_ends(held, ended)


def _moments(held: Held, row: Issue, before: IssueState) -> None:
    after = IssueState(row.state)
    if after is not before:
        row.waiting_since = held.on if after in WAITING else None
        row.closed_at = held.at if after is IssueState.CLOSED else None
        if after is IssueState.SOLVED:
            row.solved_at = held.at
        elif after is IssueState.CLOSED:
            row.solved_at = row.solved_at or held.at
        else:
            row.solved_at = None


def begin_level(held: Held, row: Issue) -> None:
    """The clock of its level begins today."""
    row.level_since, row.extended_to, row.petition_asked_on = held.on, None, None
    row.days_less = None


def _begin(held: Held, row: Issue) -> None:
    begin_level(held, row)
    row.accept_by = held.clocks.accept_by(held.on)


def _wait_was_rest(held: Held, row: Issue) -> None:
    """The days the raiser took to answer are not the lead's."""
    if row.waiting_since is not None:
        put_pause(
            held,
            Pause(
                issue=row,
                from_on=row.waiting_since,
                until_on=held.on,
                ended_on=held.on,
                reason=PauseReason.CONFIRMING,
            ),
        )


def _refused(held: Held, row: Issue) -> None:
    _wait_was_rest(held, row)
    row.petition_asked_on = None  # it may have been signed while there was nothing to raise
    row.refused += 1
    row.desk = Desk.REFUSED if row.refused >= REFUSED_TO_DESK else ""


def _decided_on(held: Held, row: Issue) -> None:
    if row.state == IssueState.ACCEPTED:  # it was sent back: the lead begins now
        begin_level(held, row)
    else:
        _wait_was_rest(held, row)
        row.petition_asked_on = None


def _reopened(held: Held, row: Issue) -> None:
    begin_level(held, row)
    row.reopened += 1
    row.refused, row.desk = 0, ""


def _handed_over(held: Held, row: Issue) -> None:
    if row.waiting_since is not None:  # it was sent back: who is to lead now begins now
        begin_level(held, row)
    row.offered_to_id = row.holder_person_id = None
    row.accept_by = held.clocks.accept_by(held.on)


def _silent(held: Held, row: Issue) -> None:  # noqa: ARG001
    row.desk = Desk.SILENT


def _asked(held: Held, row: Issue) -> None:
    row.petition_asked_on = held.on


def _unasked(held: Held, row: Issue) -> None:  # noqa: ARG001
    row.petition_asked_on = None


def _unoffered(held: Held, row: Issue) -> None:  # noqa: ARG001
    row.offered_to_id = None


def _escalated(held: Held, row: Issue) -> None:
    row.level += 1
    row.offered_to_id = None
    begin_level(held, row)
    if row.state == IssueState.RAISED:
        row.accept_by = held.clocks.accept_by(held.on)


_EFFECTS: Mapping[Act, Effect] = {
    Act.RAISE_AGAIN: _begin,
    Act.REFUSE: _refused,
    Act.DECIDE_ON: _decided_on,
    Act.REOPEN: _reopened,
    Act.HAND_OVER: _handed_over,
    Act.DESK: _silent,
    Act.ASK: _asked,
    Act.UNASK: _unasked,
    Act.DECLINE: _unoffered,
    Act.TAKE_BACK: _unoffered,
    Act.ESCALATE: _escalated,
}
