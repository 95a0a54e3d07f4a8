"""Files by their owner; nobody reaches one but through it."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from . import owners, store
from .models import File

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def of(owner_kind: str, owner_key: str) -> list[File]:
    """The files of one owner in the order they came; whoever asks has made sure of the owner."""
    return list(File.objects.filter(owner_kind=owner_kind, owner_key=owner_key).order_by("pk"))


def of_many(owner_kind: str, owner_keys: Collection[str]) -> dict[str, list[File]]:
    """The files of several owners by their keys, each in the order they came; one query."""
    found: dict[str, list[File]] = {}
    for file in File.objects.filter(owner_kind=owner_kind, owner_key__in=owner_keys).order_by("pk"):
        found.setdefault(file.owner_key, []).append(file)
    return found


def content(owner_kind: str, owner_key: str) -> bytes:
    """What the last file of one owner holds. Raises ``File.DoesNotExist``."""
    file = File.objects.filter(owner_kind=owner_kind, owner_key=owner_key).latest("pk")
    return store.path_of(file.digest).read_bytes()


def visible_file(viewer: "User", pk: int, on: date) -> File:
    """The file, if ``viewer`` sees its owner on the day. Raises ``File.DoesNotExist``."""
    file = File.objects.get(pk=pk)
    if not owners.sees(viewer, file.owner_kind, file.owner_key, on):
        raise File.DoesNotExist
    return file
