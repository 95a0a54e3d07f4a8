"""What follows from a plan that changed: who files for it, and what counts against it."""

from typing import TYPE_CHECKING

from django.utils import timezone

from ballast.platform.audit.services import Actor

from . import services

if TYPE_CHECKING:
    from ballast.kernel.events import Event

BY = Actor("job", None, "duties")


def follow_plan(*, event: "Event", entry_id: int) -> None:
    """A year's plan was issued or adjusted; the event's subject is the year."""
    services.follow(by=BY, at=timezone.now(), year=int(event.subject), cause=f"entry {entry_id}")
