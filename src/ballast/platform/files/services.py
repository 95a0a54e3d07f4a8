"""Take files in, and sweep away the bytes that belong to nobody."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, BinaryIO, ClassVar

from django.db import transaction

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.jobs import services as jobs

from . import contents, owners, rules, store
from .contents import FileBroken, FileSwells, KindNotTaken, kind_of
from .models import File
from .owners import install

__all__ = [
    "FileBroken",
    "FileEmpty",
    "FileSwells",
    "FileTooLarge",
    "KindNotTaken",
    "OwnerUnknown",
    "Upload",
    "add",
    "carry",
    "install",
    "keep",
    "kind_of",
    "remove",
    "sweep",
]

# Shared by those who take files in, alone for the sweep: it never meets bytes without their row.
_BYTES = "files.bytes"


class FileTooLarge(Refused):
    """More than 20 MB."""

    code = "file_too_large"


class FileEmpty(Refused):
    """Nothing in it."""

    code = "file_empty"


class OwnerUnknown(Refused):
    """No app answers for this kind of owner, so nobody could ever see the file."""

    code = "file_owner_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAdded(Event):
    code: ClassVar[str] = "files.added"
    owner_kind: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesRemoved(Event):
    code: ClassVar[str] = "files.removed"
    owner_kind: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in: the name it was given and its bytes, read once."""

    name: str
    stream: BinaryIO


@transaction.atomic
def add(
    *, by: Actor, at: datetime, owner_kind: str, owner_key: str, uploads: Sequence[Upload]
) -> list[File]:
    """Take files for one owner; all or none.

    The caller has made sure that ``by`` may change the owner. The bytes are on disk before the
    rows are; when the transaction fails they belong to nobody and are swept away. Raises
    ``OwnerUnknown``, and for the first file at fault ``FileTooLarge``, ``FileEmpty``,
    ``KindNotTaken``, ``FileBroken``, ``FileSwells`` with its ``name``.
    """
    if not owners.known(owner_kind):
        raise OwnerUnknown(kind=owner_kind)
    jobs.take_turn(_BYTES, shared=True)
    files = File.objects.bulk_create(
        _stored(upload, owner_kind, owner_key, at) for upload in uploads
    )
    audit.record(
        FilesAdded(
            subject=owner_key,
            owner_kind=owner_kind,
            digests=tuple(file.digest for file in files),
        ),
        by=by,
        at=at,
        changes=[
            Change(
                "files_file", file.pk, {"name": (None, file.name), "digest": (None, file.digest)}
            )
            for file in files
        ],
    )
    return files


def keep(
    *,
    at: datetime,
    owner_kind: str,
    owner_key: str,
    upload: Upload,
    kind: rules.Kind | None = None,
) -> File:
    """Keep bytes as they came, whatever they are, as part of a larger use case that journals it.

    For what is read by the server alone, and given back to who brought it: it goes out as bytes
    of no kind. ``kind``: of what the server itself has written. Raises ``FileTooLarge`` and
    ``FileEmpty``.
    """
    if not owners.known(owner_kind):
        raise OwnerUnknown(kind=owner_kind)
    jobs.take_turn(_BYTES, shared=True)
    with store.scratch() as received:
        _received(upload.stream, received)
        digest, size = store.settle(received)
    return File.objects.create(
        owner_kind=owner_kind,
        owner_key=owner_key,
        name=rules.plain_name(upload.name)[-rules.LONGEST_NAME :],
        media_type=kind.media_type if kind else "application/octet-stream",
        digest=digest,
        size=size,
        added_at=at,
    )


@transaction.atomic
def remove(
    *, by: Actor, at: datetime, owner_kind: str, owner_key: str, file_ids: Collection[int]
) -> None:
    """Take files from one owner; those that are not its own are left alone.

    The caller has made sure that ``by`` may change the owner. The bytes are swept away later,
    if no other row names them.
    """
    rows = File.objects.filter(owner_kind=owner_kind, owner_key=owner_key, pk__in=file_ids)
    files = list(rows.order_by("pk"))
    if not files:
        return
    rows.delete()
    digests = tuple(file.digest for file in files)
    changes = [
        Change("files_file", file.pk, {"name": (file.name, None), "digest": (file.digest, None)})
        for file in files
    ]
    event = FilesRemoved(subject=owner_key, owner_kind=owner_kind, digests=digests)
    audit.record(event, by=by, at=at, changes=changes)


def _stored(upload: Upload, owner_kind: str, owner_key: str, at: datetime) -> File:
    try:
        kind, digest, size = _settled(upload.stream)
    except Refused as refusal:
        raise type(refusal)(name=upload.name) from refusal
    return File(
        owner_kind=owner_kind,
        owner_key=owner_key,
        name=rules.given_name(upload.name, kind),
        media_type=kind.media_type,
        digest=digest,
        size=size,
        added_at=at,
    )


def _settled(stream: BinaryIO) -> tuple[rules.Kind, str, int]:
    """The bytes in their place, pictures drawn anew: their kind, digest and size."""
    with store.scratch() as received:
        _received(stream, received)
        kind = kind_of(received)
        if kind not in rules.IMAGES.values():
            return kind, *store.settle(received)
        with store.scratch() as redrawn:
            contents.redraw(received, kind, redrawn)
            return kind, *store.settle(redrawn)


def _received(stream: BinaryIO, file: IO[bytes]) -> None:
    """Raises ``FileTooLarge`` and ``FileEmpty``."""
    size = store.copy(stream, file, most=rules.MOST_BYTES)
    if size > rules.MOST_BYTES:
        raise FileTooLarge
    if size == 0:
        raise FileEmpty
    file.flush()


def carry(*, at: datetime, owner_kind: str, keys: Mapping[str, str]) -> list[Change]:
    """Give owners the files of others of their kind: new key by old; the bytes are shared.

    As part of a larger use case, which journals the changes and has made sure of the owners.
    """
    rows = File.objects.filter(owner_kind=owner_kind, owner_key__in=keys).order_by("pk")
    carried = File.objects.bulk_create(
        File(
            owner_kind=owner_kind,
            owner_key=keys[row.owner_key],
            name=row.name,
            media_type=row.media_type,
            digest=row.digest,
            size=row.size,
            added_at=at,
        )
        for row in rows
    )
    return [
        Change("files_file", file.pk, {"name": (None, file.name), "digest": (None, file.digest)})
        for file in carried
    ]


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Remove the contents that no row names, and what was left half received; how many.

    Waits for whoever is taking files in, so that only a dead transaction's bytes are orphans.
    """
    jobs.take_turn(_BYTES)
    named = set(File.objects.values_list("digest", flat=True).distinct())
    orphans = [digest for digest in store.digests() if digest not in named]
    for digest in orphans:
        store.remove(digest)
    return len(orphans) + store.clear_scratch(before=(at - timedelta(days=1)).timestamp())
