"""What may be said of a week's task."""

from enum import StrEnum

LONGEST = 300  # signs of what is to be done, and of why it was not


class TaskState(StrEnum):
    """Where a task stands; ``UNDONE`` says why and until when instead."""

    OPEN = "open"
    DONE = "done"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"


def says_something(text: str) -> bool:
    """Whether a text says more than a dash or 无."""
    return sum(sign.isalnum() for sign in text) > 1
