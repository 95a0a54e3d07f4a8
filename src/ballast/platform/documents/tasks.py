"""What is done with papers later, and what follows from other apps' events."""

from django.utils import timezone

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.jobs.services import task

from . import services


@task("documents.convert")
def convert(*, paper_ids: list[int]) -> None:
    services.convert(at=timezone.now(), ids=paper_ids)


@task("documents.draft_month")
def draft_month(*, drafting_id: int) -> None:
    services.run_drafting(drafting_id=drafting_id, now=timezone.now)


def compare(*, event: Event, entry_id: int) -> None:
    """Figures have moved: papers that wait for a signature may say something else by now.

    The whole desk is compared, which takes seconds: where figures moved again since, that job
    does it, and a night of twenty ledgers is compared once.
    """
    del event
    if not audit.comes_again(compare, entry_id):
        services.compare(at=timezone.now())
