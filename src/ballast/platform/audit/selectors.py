"""Read the journal: entries, the head of the chain, and whether the chain is whole."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC
from itertools import islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy, RawSQL
from django.db.models.functions import JSONObject

from ballast.platform.jobs import selectors as jobs

from . import rules
from .models import ChangedRow, Entry, Seal

CHUNK = 500

# What a seal covers. Never take one away or add one: no earlier seal would fit any more.
SEALED = (
    "id",
    "at",
    "code",
    "subject",
    "payload",
    "actor_kind",
    "actor_id",
    "actor_label",
    "on_behalf_of",
    "cause",
    "batch",
)


def entries(*, subject: str = "") -> QuerySet[Entry]:
    """The journal, newest first; of one subject if given."""
    journal = Entry.objects.order_by("-id").prefetch_related("changed_rows")
    return journal.filter(subject=subject) if subject else journal


def entry(entry_id: int) -> Entry:
    """One entry: who did it, when and why."""
    return Entry.objects.get(pk=entry_id)


def about(rows: Iterable[tuple[str, int]], *, most: int) -> list[ChangedRow]:
    """What changed in these records (table, row), with their entries; the newest ``most``."""
    by_table: dict[str, list[int]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    asked = Q(pk__in=[])
    for table, ids in by_table.items():
        asked |= Q(table=table, row_id__in=ids)
    found = ChangedRow.objects.filter(asked).select_related("entry")
    return list(found.order_by("-entry_id", "pk")[:most])


def changed_by(entry_id: int) -> dict[str, list[tuple[int, dict[str, list[Any]]]]]:
    """What one entry changed, by table: each row with its fields, in the order it was told."""
    found: dict[str, list[tuple[int, dict[str, list[Any]]]]] = {}
    rows = ChangedRow.objects.filter(entry=entry_id).order_by("pk")
    for table, row, fields in rows.values_list("table", "row_id", "fields"):
        found.setdefault(table, []).append((row, fields))
    return found


def changes_of(table: str) -> Iterator[tuple[int, dict[str, list[Any]]]]:
    """Every change of a table's rows as it was told, the first ones first: row and fields.

    Of one row in the order of its changes, as long as who changes it locks it.
    """
    rows = ChangedRow.objects.filter(table=table).order_by("pk")
    return rows.values_list("row_id", "fields").iterator(chunk_size=CHUNK)


def changed_since(entry_id: int, *, but: Collection[int] = ()) -> dict[str, set[int]]:
    """Of the rows that one entry changed, those that a later one changed again, by table.

    ``but`` are entries that do not count: they were undone, or undid.
    """
    later = ChangedRow.objects.filter(
        table=OuterRef("table"), row_id=OuterRef("row_id"), entry_id__gt=entry_id
    ).exclude(entry_id__in=but)
    found: dict[str, set[int]] = {}
    rows = ChangedRow.objects.filter(Exists(later), entry=entry_id)
    for table, row in rows.values_list("table", "row_id"):
        found.setdefault(table, set()).add(row)
    return found


def unanswered(names: Collection[str]) -> int:
    """How many entries wait for one of these reactions, or wait no more because it failed."""
    return jobs.unfinished("audit.react").filter(args__reaction__in=names).count()


def last_entry() -> int:
    """The journal's newest entry; 0 while there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def head() -> Seal | None:
    """The last seal; its digest, kept elsewhere, proves later that nothing was cut off."""
    return Seal.objects.order_by("-position").first()


def unsealed() -> QuerySet[Entry]:
    """The entries that have no seal yet."""
    return Entry.objects.filter(~Exists(Seal.objects.filter(entry_id=OuterRef("pk"))))


def in_commit_order(journal: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries as their transactions committed, or began where the server does not keep that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('track_commit_timestamp') = 'on'")
        committed = cursor.fetchone() == (True,)
    if committed:
        # Rows from before the server kept it have no moment and come first.
        moment = RawSQL("pg_xact_commit_timestamp(audit_entry.xmin)", [])
        return journal.order_by(OrderBy(moment, nulls_first=True), "id")
    return journal.order_by(OrderBy(RawSQL("age(audit_entry.xmin)", []), descending=True), "id")


def contents(journal: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    """What each entry's seal covers: the entry and its change rows, down to their numbers."""
    changed = ChangedRow.objects.filter(entry=OuterRef("pk")).order_by("id")
    rows = journal.annotate(
        changed=ArraySubquery(
            changed.values_list(JSONObject(id="id", table="table", row="row_id", fields="fields"))
        )
    ).values(*SEALED, "changed")
    for row in rows:
        yield {**row, "at": row["at"].astimezone(UTC).isoformat()}


def verify(*, head: str | None = None) -> rules.Verdict:
    """Check every seal. With the digest of an earlier head, also that nothing was cut off.

    Reads the journal in pieces: memory does not grow with its length.
    """
    return rules.check(_links(), unsealed=unsealed().count(), head=head)


def _links() -> Iterator[rules.Link]:
    seals = Seal.objects.order_by("position").iterator(chunk_size=CHUNK)
    while piece := list(islice(seals, CHUNK)):
        sealed = Entry.objects.filter(pk__in=[seal.entry_id for seal in piece])
        found = {row["id"]: row for row in contents(sealed)}
        for seal in piece:
            yield rules.Link(seal.position, seal.entry_id, seal.digest, found.get(seal.entry_id))
