"""What the queue does for imports."""

from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.jobs.services import task

from . import services


@task("ledgers.look")
def look(*, import_id: int) -> None:
    services.look(import_id=import_id, at=clock.now())


@task("ledgers.undo")
def undo(*, import_id: int, by_id: int, by: str) -> None:
    person = Actor("person", by_id, by)
    services.undo_queued(by=person, import_id=import_id, at=clock.now())


@task("ledgers.commit")
def commit(*, import_id: int, by_id: int, by: str) -> None:
    person = Actor("person", by_id, by)
    services.commit_queued(by=person, import_id=import_id, at=clock.now())
