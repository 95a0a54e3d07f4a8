"""The bar on top of every page: what each app offers, in the order the configuration lists it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: a route without arguments, lazily translated words, an icon.

    ``rights``: who holds any of them is offered it; none offers it to everyone signed in.
    """

    route: str
    words: "str | StrPromise"
    icon: str
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one word; who is offered only one of them finds it in the bar itself."""

    words: "str | StrPromise"
    icon: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one reader's page shows it; a group has no address and ``links`` of its own."""

    url: str
    words: str
    icon: str
    is_current: bool
    links: "tuple[Link, ...]" = ()


_ITEMS: list[Item | Group] = []


def install(items: Iterable[Item | Group]) -> None:
    """Say what the bar offers; called once at start-up."""
    _ITEMS[:] = items
    _links.cache_clear()


def links(path: str, rights: frozenset[str]) -> Sequence[Link]:
    """What the holder of ``rights`` is offered, the present page marked."""
    return _links(path, rights, get_language())


@lru_cache(maxsize=512)
def _links(path: str, rights: frozenset[str], _language: str | None) -> Sequence[Link]:
    found: list[Link] = []
    for item in _ITEMS:
        if isinstance(item, Item):
            found += _offered([item], path, rights)
            continue
        inside = _offered(item.items, path, rights)
        if len(inside) > 1:
            is_current = any(link.is_current for link in inside)
            inside = [Link("", str(item.words), item.icon, is_current, tuple(inside))]
        found += inside
    return tuple(found)


def _offered(items: Sequence[Item], path: str, rights: frozenset[str]) -> list[Link]:
    offered = [
        (item, reverse(item.route))
        for item in items
        if not item.rights or not rights.isdisjoint(item.rights)
    ]
    return [Link(url, str(item.words), item.icon, _is_current(path, url)) for item, url in offered]


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
