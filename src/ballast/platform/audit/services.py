"""Write the journal: record what happened, and seal what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection, transaction
from psycopg import sql

from ballast.kernel.encoding import encoded
from ballast.kernel.events import Event, plain
from ballast.platform.jobs import services as jobs

from . import reactions, rules, selectors
from .models import ChangedRow, Entry, Seal
from .reactions import install

__all__ = [
    "Actor",
    "Change",
    "comes_again",
    "exported",
    "follow",
    "install",
    "record",
    "seal",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Event):
    """Entries were taken out as a workbook: the journal tells also of who reads it."""

    code = "audit.exported"

    rows: int
    asked: str


@transaction.atomic
def exported(*, by: "Actor", at: datetime, rows: int, asked: str) -> None:
    """Say in the journal that so many entries were taken out of it, and which were asked for."""
    record(Exported(subject="", rows=rows, asked=asked), by=by, at=at)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person, a job, or the system while it is being set up."""

    kind: Literal["person", "job", "system"]
    id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Change:
    """One changed record: each changed field's value before and after."""

    table: str
    pk: int
    fields: Mapping[str, tuple[Any, Any]]


def record(
    event: Event,
    *,
    by: Actor,
    at: datetime,
    on_behalf_of: str = "",
    cause: str = "",
    batch: str = "",
    changes: Sequence[Change] = (),
) -> int:
    """Journal a use case in the caller's transaction and queue what follows from it.

    Returns the entry's id. Raises ``TransactionManagementError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record inside the use case's transaction")
    entry = Entry.objects.create(
        at=at,
        code=event.code,
        subject=event.subject,
        payload=event.to_payload(),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        on_behalf_of=on_behalf_of,
        cause=cause,
        batch=batch,
    )
    _append(entry.pk, changes)
    follow(event.code, entry.pk)
    return entry.pk


def follow(code: str, entry_id: int) -> None:
    """Queue what follows from an entry that ``record``, or the database itself, has written."""
    for reaction in reactions.names(code):
        jobs.defer("audit.react", entry_id=entry_id, reaction=reaction)


def comes_again(reaction: reactions.Reaction, entry_id: int) -> bool:
    """Whether a later entry waits for the same reaction: what that will do need not be done now."""
    name = reactions.name(reaction)
    return jobs.waits("audit.react", reaction=name, entry_id__gt=entry_id)


def _append(entry_id: int, changes: Sequence[Change]) -> None:
    """Copied in, not inserted: an import journals thousands of rows at a time."""
    if not changes:
        return
    rows = sql.SQL("COPY {} (entry_id, {}, row_id, fields) FROM STDIN").format(
        sql.Identifier(ChangedRow._meta.db_table), sql.Identifier("table")
    )
    with connection.cursor() as cursor, cursor.copy(rows) as copy:
        for change in changes:
            fields = {name: plain(pair) for name, pair in change.fields.items()}
            copy.write_row((entry_id, change.table, change.pk, encoded(fields)))


@transaction.atomic
def seal(*, at: datetime, limit: int = 500) -> int:
    """Chain up to ``limit`` unsealed entries in the order they were committed; how many.

    0 also while another sealer is at work. What commits later is sealed by a later call.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('audit.seal', 0))")
        if cursor.fetchone() != (True,):
            return 0
    head = selectors.head()
    digest = head.digest if head else rules.GENESIS
    first = head.position + 1 if head else 1
    seals = []
    waiting = selectors.in_commit_order(selectors.unsealed())[:limit]
    for position, contents in enumerate(selectors.contents(waiting), start=first):
        digest = rules.digest(digest, contents)
        seals.append(Seal(position=position, entry_id=contents["id"], digest=digest, sealed_at=at))
    Seal.objects.bulk_create(seals)
    return len(seals)
