"""The bar on top of every page: what each app offers, in the order the configuration lists it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: a route without arguments, lazily translated words, an icon.

    ``right`` is the right a person needs to be offered it; empty offers it to everyone signed in.
    """

    route: str
    words: "str | StrPromise"
    icon: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one reader's page shows it."""

    url: str
    words: str
    icon: str
    is_current: bool


_ITEMS: list[Item] = []


def install(items: Iterable[Item]) -> None:
    """Say what the bar offers; called once at start-up."""
    _ITEMS[:] = items


def links(request: HttpRequest, rights: frozenset[str]) -> list[Link]:
    """What the holder of ``rights`` is offered, the present page marked."""
    found = []
    for item in _ITEMS:
        if item.right and item.right not in rights:
            continue
        url = reverse(item.route)
        found.append(Link(url, str(item.words), item.icon, _is_current(request.path, url)))
    return found


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
