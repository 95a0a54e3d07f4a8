"""Periods for tests, moved as the services move them."""

from ballast.kernel.periods import Period
from ballast.platform.periods import services
from ballast.platform.periods.rules import State
from tests.identity.factories import ACTOR, NOW

SEPTEMBER = Period.month(2023, 9)

_WAY = [State.OPEN, State.CLOSING, State.CLOSED]


def make_period(period=SEPTEMBER, state=State.OPEN):
    """A period opened and moved on as far as ``state``."""
    move_on(period, *_WAY[: _WAY.index(state) + 1])
    return period


def move_on(period, *states):
    for to in states:
        services.move(by=ACTOR, at=NOW, period=period, to=to)


def reopen(period=SEPTEMBER, reason="补报"):
    """The closed period as its next revision, open."""
    services.move(by=ACTOR, at=NOW, period=period, to=State.OPEN, reason=reason)
