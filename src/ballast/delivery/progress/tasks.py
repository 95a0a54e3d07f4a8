"""What follows from a plan or a register that changed: who files, and what counts against it."""

from typing import TYPE_CHECKING

from django.utils import timezone

from ballast.platform.audit.services import Actor

from . import selectors, services

if TYPE_CHECKING:
    from ballast.kernel.events import Event

BY = Actor("job", None, "duties")


def follow_register(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001 - of every kind
    """Projects stopped, went on, left, became others, or went to another unit."""
    for year in {int(code[:4]) for code in selectors.moving()}:
        services.follow(by=BY, at=timezone.now(), year=year, cause=f"entry {entry_id}")


def follow_plan(*, event: "Event", entry_id: int) -> None:
    """A year's plan was issued or adjusted; the event's subject is the year."""
    services.follow(by=BY, at=timezone.now(), year=int(event.subject), cause=f"entry {entry_id}")
