"""Who may see a file: whoever may see its owner, as the owner's app says."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

Sees = Callable[["User", str, date], bool]

_OWNERS: dict[str, Sees] = {}


def install(owners: Mapping[str, Sees]) -> None:
    """Say, once at start-up, for each kind of owner who sees the one of a key on a day."""
    _OWNERS.clear()
    _OWNERS.update(owners)


def known(kind: str) -> bool:
    return kind in _OWNERS


def sees(viewer: "User", kind: str, key: str, on: date) -> bool:
    """Whether ``viewer`` sees the owner; never for a kind that nobody answers for."""
    return kind in _OWNERS and _OWNERS[kind](viewer, key, on)
