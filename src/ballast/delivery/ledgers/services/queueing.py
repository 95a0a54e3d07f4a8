"""Writing an import, and taking it back, by the queue: a page does not wait so long."""

from datetime import datetime

from django.db import transaction

from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.rules import State
from ballast.kernel import garbage
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.jobs import services as jobs

from .committing import insist, write
from .intake import one_at_a_time
from .looking import compare_again, found, put_back, taken, told
from .undoing import undo


def queue_commit(
    *,
    by: Actor,
    at: datetime,
    import_id: int,
    without_faulty: bool = False,
    accept: bool = False,
) -> Import:
    """Have an import written in this person's name, as ``commit`` would.

    Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    with transaction.atomic():
        imported = taken(by, at, import_id, (State.READY,))
        insist(by, imported.kind, accept=accept, at=at)
        imported.without_faulty, imported.accepted = without_faulty, accept
        imported.state, imported.moved_at, imported.refusal = State.WRITING.value, at, {}
        imported.save()
        jobs.defer("ledgers.commit", import_id=imported.pk, by_id=by.id, by=by.label)
    return imported


@garbage.kept()
def commit_queued(*, by: Actor, at: datetime, import_id: int) -> None:
    """Write an import that was queued; safe to do twice.

    What refuses it is kept on the import, which is looked at anew: something has changed since.
    """
    if not Import.objects.filter(pk=import_id, state=State.WRITING).exists():
        return
    try:
        with transaction.atomic():
            one_at_a_time()
            imported = taken(by, at, import_id, (State.WRITING,))
            insist(by, imported.kind, accept=imported.accepted, at=at)
            compared = compare_again(imported, by=by, at=at)
            write(imported, compared, found(imported), by=by, at=at)
    except Refused as refusal:
        _give_back(import_id, refusal, at=at)


def queue_undo(*, by: Actor, at: datetime, import_id: int) -> Import:
    """Have an import taken back in this person's name, as ``undo`` would.

    Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    with transaction.atomic():
        imported = taken(by, at, import_id, (State.COMMITTED,))
        insist(by, imported.kind, accept=imported.accepted, at=at)
        imported.state, imported.moved_at, imported.refusal = State.UNDOING.value, at, {}
        imported.save()
        jobs.defer("ledgers.undo", import_id=imported.pk, by_id=by.id, by=by.label)
    return imported


def undo_queued(*, by: Actor, import_id: int, at: datetime) -> None:
    """Take back an import that was queued; safe to do twice. What refuses it is kept on it."""
    if not Import.objects.filter(pk=import_id, state=State.UNDOING).exists():
        return
    try:
        undo(by=by, at=at, import_id=import_id)
    except Refused as refusal:
        _stays(import_id, refusal)


@transaction.atomic
def _stays(import_id: int, refusal: Refused) -> None:
    imported = Import.objects.select_for_update().get(pk=import_id)
    imported.state, imported.refusal = State.COMMITTED.value, told(refusal)
    imported.save()


@transaction.atomic
def _give_back(import_id: int, refusal: Refused, *, at: datetime) -> None:
    imported = Import.objects.select_for_update().get(pk=import_id)
    put_back(imported, at=at)
    imported.refusal = told(refusal)
    imported.save(update_fields=["refusal"])
