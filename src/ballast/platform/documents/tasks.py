"""What is done with papers later, and what follows from other apps' events."""

from ballast.kernel.events import Event
from ballast.platform import clock
from ballast.platform.audit import selectors as audit
from ballast.platform.audit import services as journal
from ballast.platform.jobs.services import task

from . import services
from .rules import State
from .services.events import PapersEvent


@task("documents.convert")
def convert(*, paper_ids: list[int]) -> None:
    services.convert(at=clock.now(), ids=paper_ids)


@task("documents.draft_month")
def draft_month(*, drafting_id: int) -> None:
    services.run_drafting(drafting_id=drafting_id, now=clock.now)


def compare(*, event: Event, entry_id: int) -> None:
    """Figures have moved: papers that wait for a signature may say something else by now.

    The whole desk is compared, which takes seconds: where figures moved again since, that job
    does it, and a night of twenty ledgers is compared once.
    """
    del event
    if not journal.comes_again(compare, entry_id):
        services.compare(at=clock.now())


def tell_sent(*, event: PapersEvent, entry_id: int) -> None:
    """Papers were sent: who signs for their addressees is told."""
    services.tell_sent(ids=event.papers, at=audit.entry(entry_id).at)


def tell_checkers(*, event: PapersEvent, entry_id: int) -> None:
    """Papers wait to be checked."""
    _tell_next(event, entry_id, State.CHECKING)


def tell_signers(*, event: PapersEvent, entry_id: int) -> None:
    """Papers wait to be signed."""
    _tell_next(event, entry_id, State.SIGNING)


def tell_drafters(*, event: PapersEvent, entry_id: int) -> None:
    """Papers were sent back: who drafted them is told."""
    services.tell_drafters(ids=event.papers, about=str(entry_id), at=audit.entry(entry_id).at)


def _tell_next(event: PapersEvent, entry_id: int, state: State) -> None:
    entry = audit.entry(entry_id)
    services.tell_next(
        ids=event.papers, state=state, about=str(entry_id), but=entry.actor_id, at=entry.at
    )
