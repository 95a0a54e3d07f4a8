"""Look for entries of the journal, a page at a time, whatever its length.

Pages follow each other by the last entry shown (moment and number), never by a count: the ten
thousandth is as quick as the first. Each way of asking has an index in the same order.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from . import rules
from .models import ChangedRow, Entry, Seal

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; what is empty narrows nothing.

    ``subject``: what an entry is about, or is named among what it is about. ``family``: the app
    that wrote it. ``actors``: people by id, None for everybody. ``until`` is not included.
    """

    subject: str = ""
    family: str = ""
    code: str = ""
    actors: Collection[int] | None = None
    batch: str = ""
    since: datetime | None = None
    until: datetime | None = None


def entries(asked: Asked) -> QuerySet[Entry]:
    """The entries asked for, the newest first."""
    found = Q()
    if asked.subject:
        named = Q(payload__contains={"numbers": [asked.subject]})
        found &= Q(subject=asked.subject) | named
    if asked.code:
        found &= Q(code=asked.code)
    elif asked.family:
        # "/" follows "." : every code of the family, as the index holds them
        found &= Q(code__gte=f"{asked.family}.", code__lt=f"{asked.family}/")
    if asked.actors is not None:
        found &= Q(actor_id__in=asked.actors)
    if asked.batch:
        found &= Q(batch=asked.batch)
    if asked.since:
        found &= Q(at__gte=asked.since)
    if asked.until:
        found &= Q(at__lt=asked.until)
    return Entry.objects.filter(found).order_by("-at", "-id")


def after(found: QuerySet[Entry], place: tuple[datetime, int] | None) -> list[Entry]:
    """The next page: those that stand after a place; one more than a page where there are more."""
    if place:
        at, pk = place
        # The first condition is implied by the second: it is what the index is entered by.
        found = found.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(id__lt=pk)))
    return list(found[: PAGE + 1])


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry's place in the chain; ``is_sound``: its digest fits what it holds."""

    position: int
    digest: str
    at: datetime
    is_sound: bool | None = None


def seals(entry_ids: Collection[int]) -> dict[int, Sealed]:
    """The seals of these entries, unchecked; what is missing is not sealed yet."""
    rows = Seal.objects.filter(entry_id__in=entry_ids).order_by("position")
    return {row.entry_id: Sealed(row.position, row.digest, row.sealed_at) for row in rows}


def checked(entry: Entry, contents: Sequence[dict[str, object]]) -> Sealed | None:
    """One entry's seal, made anew from what it holds and the seal before; None before sealing."""
    seal = Seal.objects.filter(entry_id=entry.pk).first()
    if seal is None:
        return None
    before = Seal.objects.filter(position=seal.position - 1).first()
    previous = before.digest if before else rules.GENESIS
    is_sound = bool(contents) and rules.digest(previous, contents[0]) == seal.digest
    return Sealed(seal.position, seal.digest, seal.sealed_at, is_sound)


def rows_of(entry_id: int, after_row: int = 0) -> list[ChangedRow]:
    """A page of what an entry changed, in the order it was told; one more where there are more."""
    rows = ChangedRow.objects.filter(entry=entry_id, pk__gt=after_row).order_by("pk")
    return list(rows[: PAGE + 1])


def last_of(codes: Collection[str]) -> dict[str, Entry]:
    """The last entry of each of these events; one query."""
    rows = Entry.objects.filter(code__in=codes).order_by("code", "-at", "-id").distinct("code")
    return {row.code: row for row in rows}
