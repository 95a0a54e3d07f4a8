"""The bytes on disk: each content once, under its digest, whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

_CHUNK = 64 * 1024
_INCOMING = "incoming"


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


@contextmanager
def scratch() -> Iterator[IO[bytes]]:
    """A file of no name yet, on the disk where it may stay; gone at the end unless it does."""
    folder = Path(settings.MEDIA_ROOT) / _INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def copy(source: BinaryIO, target: IO[bytes], *, most: int) -> int:
    """Bytes copied; stops after the first chunk beyond ``most``, for the caller to refuse."""
    size = 0
    while size <= most and (chunk := source.read(_CHUNK)):
        target.write(chunk)
        size += len(chunk)
    return size


def settle(file: IO[bytes]) -> tuple[str, int]:
    """Give a scratch file its place; its digest and size. It is on disk when this returns."""
    file.flush()
    os.fsync(file.fileno())
    with Path(file.name).open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    size = os.fstat(file.fileno()).st_size
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.rename(file.name, path)
        _sync(path.parent)
    return digest, size


def digests() -> Iterator[str]:
    """Every content there is."""
    for path in Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        yield path.name


def remove(digest: str) -> None:
    path_of(digest).unlink(missing_ok=True)


def clear_scratch(*, before: float) -> int:
    """Remove what a killed process left half received, older than a moment; how many."""
    left = [
        path
        for path in (Path(settings.MEDIA_ROOT) / _INCOMING).glob("*")
        if path.stat().st_mtime < before
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
