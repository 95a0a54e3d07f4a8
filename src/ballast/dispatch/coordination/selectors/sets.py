"""Which projects an address of the project list shows: the list lies above, and says it itself."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

Found = Callable[["User", date, str], Sequence[int]]

_FOUND: list[Found] = []


def install(found: Found) -> None:
    """Said once at start-up: who reads an address, ``?period=2023-09&lamp=red``, as project ids."""
    _FOUND[:] = [found]


def asked_for(viewer: "User", on: date, address: str) -> Sequence[int]:
    """The projects that the address shows to this person, every row of it."""
    (found,) = _FOUND
    return found(viewer, on, address)
