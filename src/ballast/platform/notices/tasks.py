"""What the clock does for notices."""

from time import monotonic

from ballast.platform import clock

from . import delivering, services, ways
from .rules import Way

# The job comes each minute: who has not been reached by then is reached by the next.
LONGEST_SECONDS = 40


def prune() -> None:
    """Delete what was read long ago."""
    services.prune(at=clock.now())


def deliver() -> None:
    """Send out what is due, by every way that is open."""
    end = monotonic() + LONGEST_SECONDS
    delivering.settle(at=clock.now())
    for way in map(Way, ways.opened()):
        while monotonic() < end and delivering.send_next(way=way, at=clock.now()):
            pass
