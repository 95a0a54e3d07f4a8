"""How an entry is chained to those before it, and what a check of the chain finds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64
NAMED = 1_000  # damaged places named one by one; beyond, they are only counted


def digest(previous: str, contents: Mapping[str, Any]) -> str:
    """The seal of an entry: a SHA-256 over the seal before it and the entry's canonical JSON."""
    canonical = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{previous}\n{canonical}".encode()).hexdigest()


class Fault(Enum):
    """What can be wrong at one place of the chain."""

    CHANGED = "CHANGED"  # entry, change rows or seal are not as they were, or stand elsewhere
    DELETED = "DELETED"  # the seal is there, its entry is not
    UNSEALED = "UNSEALED"  # the seals from here on are gone; the next to be found is ``until``


@dataclass(frozen=True, slots=True)
class Link:
    """A seal with what its entry now holds; None when there is no such entry any more."""

    position: int
    entry_id: int
    digest: str
    contents: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged place of the chain. ``entry_id`` and ``until`` belong to one kind of fault each."""

    fault: Fault
    position: int
    entry_id: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found; ``damaged`` counts also what ``damage`` leaves out."""

    sealed: int
    unsealed: int
    damaged: int
    damage: tuple[Damage, ...]
    head_is_missing: bool

    @property
    def is_sound(self) -> bool:
        return not self.damaged and not self.head_is_missing


def check(links: Iterable[Link], *, unsealed: int, head: str | None) -> Verdict:
    """Follow the chain from its beginning; with ``head``, a digest noted earlier, look for it too.

    Each link is checked against the seal before it as stored, so that one damaged place is
    one finding. The first link after missing seals cannot be checked and is passed over.
    """
    sealed = damaged = last = 0
    previous = GENESIS
    damage: list[Damage] = []
    awaited = {head} - {None, GENESIS}
    for link in links:
        finding = _examine(link, last, previous)
        if finding:
            damaged += 1
            damage += [finding] if damaged <= NAMED else []
        awaited.discard(link.digest)
        sealed, last, previous = sealed + 1, link.position, link.digest
    return Verdict(sealed, unsealed, damaged, tuple(damage), head_is_missing=bool(awaited))


def _examine(link: Link, last: int, previous: str) -> Damage | None:
    if link.position != last + 1:
        return Damage(Fault.UNSEALED, position=last + 1, until=link.position)
    if link.contents is None:
        return Damage(Fault.DELETED, link.position, link.entry_id)
    if link.digest != digest(previous, link.contents):
        return Damage(Fault.CHANGED, link.position, link.entry_id)
    return None
