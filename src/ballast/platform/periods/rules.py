"""Which state a period may move to. The database's function holds to the same table."""

from enum import StrEnum


class State(StrEnum):
    """open: units file · closing: reviews finish, nothing new is filed · closed: nothing moves."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


# Closing may be called off; a closed period is only ever reopened, as its next revision.
MOVES: frozenset[tuple[State | None, State]] = frozenset(
    {
        (None, State.OPEN),
        (State.OPEN, State.CLOSING),
        (State.CLOSING, State.OPEN),
        (State.CLOSING, State.CLOSED),
        (State.CLOSED, State.OPEN),
    }
)


def may_move(before: State | None, after: State) -> bool:
    return (before, after) in MOVES
