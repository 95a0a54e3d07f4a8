"""What comes by the clock: Friday noon and Monday morning, moved by holidays."""

from ballast.platform import clock

from . import services


def remind_due() -> None:
    services.remind_due(at=clock.now())


def draft_due() -> None:
    services.draft_due(at=clock.now())
