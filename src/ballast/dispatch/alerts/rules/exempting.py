"""Where an exemption stands on a day, and what a closed period means for it."""

from datetime import date
from enum import StrEnum


class Running(StrEnum):
    """Whether an exemption holds on a day."""

    NOW = "running"
    COMING = "coming"
    OVER = "ended"


def running(since: date, until: date, on: date) -> Running:
    """``until`` is the first day on which it holds no longer."""
    if on < since:
        return Running.COMING
    return Running.NOW if on < until else Running.OVER


def bears_on_nothing(until: date, closed: date | None) -> bool:
    """It would be over by the last day of what is closed, where lamps stand."""
    return closed is not None and until <= closed
