"""What follows from minutes that were sent, and what comes by the clock."""

from typing import TYPE_CHECKING

from ballast.platform import clock
from ballast.platform.audit import selectors as audit
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.services.events import PapersEvent

from . import services
from .documents import MINUTES

if TYPE_CHECKING:
    from ballast.dispatch.alerts.services import ChecksClimbed

    from .services import MeetingsPlanned, TopicsProposed


def tell_looks() -> None:
    services.tell_looks(at=clock.now())


def propose_climbed(*, event: "ChecksClimbed | MeetingsPlanned", entry_id: int) -> None:
    """Checks climbed, or a meeting is planned: what nobody answered is put to the next one."""
    del event
    services.propose_climbed(at=audit.entry(entry_id).at)


def tell_proposed(*, event: "TopicsProposed", entry_id: int) -> None:
    """Topics wait for the office to admit them."""
    services.tell_proposed(number=event.subject, at=audit.entry(entry_id).at)


def minutes_sent(*, event: PapersEvent, entry_id: int) -> None:
    """Minutes went out: nothing in their meetings is changed any more."""
    sent = papers.papers_of(event.papers).filter(kind=MINUTES.code)
    numbers = list(sent.order_by("pk").values_list("subject", flat=True))
    if numbers:
        services.minutes_sent(at=audit.entry(entry_id).at, numbers=numbers)
