"""What follows when a month was closed, and what comes by the clock."""

from typing import TYPE_CHECKING

from ballast.platform import clock

from . import services

if TYPE_CHECKING:
    from ballast.platform.periods.services import PeriodFrozen


def publish_facts(*, event: "PeriodFrozen", entry_id: int) -> None:  # noqa: ARG001 - given to every reaction
    """Its facts lie in the house's folder as a file."""
    if event.snapshot:  # earlier versions took none
        services.publish_facts(period=event.subject)


def tell() -> None:
    """Screens of the whole city read tables: those behind the journal are made again."""
    services.tell(at=clock.now())
