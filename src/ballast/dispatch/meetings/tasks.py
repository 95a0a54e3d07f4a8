"""What follows from minutes that were sent, and what comes by the clock."""

from django.utils import timezone

from ballast.platform.audit import selectors as audit
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.services.events import PapersEvent

from . import services
from .documents import MINUTES


def tell_looks() -> None:
    services.tell_looks(at=timezone.now())


def minutes_sent(*, event: PapersEvent, entry_id: int) -> None:
    """Minutes went out: nothing in their meetings is changed any more."""
    sent = papers.papers_of(event.papers).filter(kind=MINUTES.code)
    numbers = list(sent.order_by("pk").values_list("subject", flat=True))
    if numbers:
        services.minutes_sent(at=audit.entry(entry_id).at, numbers=numbers)
