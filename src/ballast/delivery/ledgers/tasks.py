"""What the queue does for imports."""

from django.utils import timezone

from ballast.platform.jobs.services import task

from . import services


@task("ledgers.look")
def look(*, import_id: int) -> None:
    services.look(import_id=import_id, at=timezone.now())
