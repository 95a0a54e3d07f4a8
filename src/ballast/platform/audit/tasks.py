"""What the queue does for the journal: reactions, and sealing."""

from django.db import transaction

from ballast.platform import clock
from ballast.platform.jobs.services import task

from . import reactions, services
from .models import Entry, Reacted


@task("audit.react")
def react(*, entry_id: int, reaction: str) -> None:
    """Carry out a reaction once, however often the job runs, also at the same time.

    The second to write the row waits for the first: it finds it done, or does it itself.
    """
    entry = Entry.objects.get(pk=entry_id)
    event, answer = reactions.find(entry.code, reaction)
    with transaction.atomic():
        _, is_new = Reacted.objects.get_or_create(entry=entry, reaction=reaction)
        if is_new:
            answer(event=event.from_payload(entry.payload), entry_id=entry_id)


def seal() -> None:
    """Seal whatever waits, one bounded transaction after another."""
    while services.seal(at=clock.now()):
        pass
