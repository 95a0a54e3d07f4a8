"""How far a period has come."""

from enum import StrEnum


class State(StrEnum):
    """open: units file · closing: reviews finish, nothing new is filed · closed: nothing moves.

    Closing may be called off; a closed period is only ever reopened, as its next revision.
    """

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
