"""What follows when a month was closed."""

from typing import TYPE_CHECKING

from . import services

if TYPE_CHECKING:
    from ballast.platform.periods.services import PeriodFrozen


def publish_facts(*, event: "PeriodFrozen", entry_id: int) -> None:  # noqa: ARG001 - given to every reaction
    """Its facts lie in the house's folder as a file."""
    if event.snapshot:  # earlier versions took none
        services.publish_facts(period=event.subject)
