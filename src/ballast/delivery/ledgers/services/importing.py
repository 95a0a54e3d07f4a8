"""An import from the bytes that came in to what was written."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ballast.delivery.ledgers import selectors
from ballast.delivery.ledgers.models import Import, ImportRow, Layout
from ballast.delivery.ledgers.rules import State, is_stalled
from ballast.kernel import garbage
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as files
from ballast.platform.jobs import services as jobs
from ballast.platform.sheets.reading import Told

from .committing import insist, write
from .intake import Workbook, begin, keep_bytes, one_at_a_time
from .looking import (
    OUTLINE,
    compare_again,
    found,
    get_on,
    look_at,
    put_back,
    refuse,
    settle,
    taken,
    understood,
)
from .refusals import ImportDecided

AT_ONCE = 2_000  # rows that are compared while a page waits
_OPEN = (State.READING, State.ASKING, State.READY, State.REFUSED)


def receive(
    *,
    by: Actor,
    at: datetime,
    content: bytes,
    filename: str,
    kind: str = "",
    subject: str = "",
    unit: int | None = None,
) -> Import:
    """Keep a workbook and queue the look at it.

    Raises ``NotAllowed``, ``UnitNotYours``, ``FileTooLarge`` and ``FileEmpty``.
    """
    workbook = Workbook(content=content, filename=filename, kind=kind, subject=subject, unit=unit)
    with transaction.atomic():
        imported = begin(by=by, at=at, workbook=workbook)
        keep_bytes(imported.source, content, at=at)
        jobs.defer("ledgers.look", import_id=imported.pk)
    return imported


@garbage.kept()
def look(*, import_id: int, at: datetime) -> None:
    """Open, understand and compare a workbook; what it would do row by row.

    Progress is written as it goes, for whoever waits. A refusal is kept on the import. Safe to
    do twice: what has gone on meanwhile is left alone.
    """
    imported = Import.objects.select_related("source").filter(pk=import_id).first()
    if imported is None or imported.state != State.READING:
        return
    try:
        get_on(imported, 5, at=at)
        content = files.content(selectors.SOURCE, str(imported.source_id))
        said = understood(imported, content)
        get_on(imported, 60, at=at)
        with transaction.atomic():
            look_at(imported, said, at=at)
    except Refused as refusal:
        refuse(imported, refusal, at=at)


def answer(*, by: Actor, at: datetime, import_id: int, told: Told) -> Import:
    """Say how a layout is to be read; remembered for the unit, and the look begins anew.

    Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    with transaction.atomic():
        imported = taken(by, at, import_id, _OPEN)
        unread = imported.refusal.get("params", {}).get(OUTLINE, "")
        Layout.objects.update_or_create(
            unit=imported.unit,
            kind="" if unread else imported.kind,
            fingerprint=unread or imported.fingerprint,
            defaults={"told": told.dump(), "told_at": at, "told_by": by.label},
        )
        imported.told = told.dump()
        put_back(imported, at=at)
    return imported


def look_again(
    *, by: Actor, at: datetime, import_id: int, kind: str = "", subject: str = ""
) -> Import:
    """Begin the look anew: its worker died, or what it is held against has changed.

    So it is where the worker that should write died; one that lives is waited for. What should
    be taken back still stands. ``kind`` and ``subject`` are said where the workbook did not tell
    them. Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    with transaction.atomic():
        imported = taken(by, at, import_id, (*_OPEN, State.WRITING, State.UNDOING))
        if imported.state not in _OPEN and not is_stalled(imported.state, imported.moved_at, at=at):
            raise ImportDecided
        if imported.state == State.UNDOING:
            imported.state = State.COMMITTED.value
            imported.save()
            return imported
        said = {"kind": kind, "subject": subject}
        imported.asked |= {name: value for name, value in said.items() if value}
        put_back(imported, at=at)
    return imported


def match(*, by: Actor, at: datetime, import_id: int, chosen: Mapping[int, int | None]) -> Import:
    """Say which project rows mean that come near to one: row id → project id, None for a new one.

    All rows are compared anew, once: at once, or by the queue where there are many. Raises
    ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``, also for a project not offered.
    """
    with transaction.atomic():
        imported = taken(by, at, import_id, (State.READY,))
        rows = ImportRow.objects.filter(imported=imported, pk__in=chosen)
        for row in rows:
            offered = {None, *(near["project"] for near in row.near)}
            if chosen[row.pk] not in offered:
                raise ImportDecided
            imported.chosen[f"{row.sheet}!{row.line}"] = chosen[row.pk]
        if imported.counts.get("rows", 0) > AT_ONCE:
            put_back(imported, at=at)
        else:
            settle(imported, compare_again(imported, by=by, at=at))
    return imported


@garbage.kept()
def commit(
    *,
    by: Actor,
    at: datetime,
    import_id: int,
    without_faulty: bool = False,
    accept: bool = False,
) -> Import:
    """Write an import in one transaction with one journal entry: whole, or without faulty rows.

    ``accept`` is for the office: filings are 代录 and count at once. Raises ``NotAllowed``,
    ``ImportUnknown``, ``ImportDecided``, ``LedgerRefused`` with every fault, ``CurrencyForeign``
    and ``PeriodClosed``.
    """
    with transaction.atomic():
        one_at_a_time()
        imported = taken(by, at, import_id, (State.READY,))
        insist(by, imported.kind, accept=accept, at=at)
        imported.without_faulty, imported.accepted = without_faulty, accept
        compared = compare_again(imported, by=by, at=at)
        write(imported, compared, found(imported), by=by, at=at)
    return imported


def discard(*, by: Actor, at: datetime, import_id: int) -> Import:
    """Put away an import that was not committed. Raises as ``answer`` does."""
    with transaction.atomic():
        imported = taken(by, at, import_id, _OPEN)
        imported.state = State.DISCARDED.value
        imported.save()
        ImportRow.objects.filter(imported=imported).delete()
    return imported
