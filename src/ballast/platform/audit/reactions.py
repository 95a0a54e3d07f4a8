"""Which reactions follow which event; installed at start-up from ``config/reactions.py``."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ballast.kernel.events import Event


class Reaction(Protocol):
    """A function that answers an event; it runs in one transaction, once for each entry."""

    __module__: str
    __qualname__: str

    def __call__(self, *, event: Any, entry_id: int) -> None: ...


_EVENTS: dict[str, type[Event]] = {}
_REACTIONS: dict[str, dict[str, Reaction]] = {}


def install(reactions: Mapping[type[Event], Sequence[Reaction]]) -> None:
    """Make these the reactions of the system, in place of any before.

    Raises ``ValueError`` when an event has no code of its own: it could not be read back.
    """
    _EVENTS.clear()
    _REACTIONS.clear()
    for event, answers in reactions.items():
        if not event.code or event.code in _EVENTS:
            raise ValueError(f"{event.__qualname__} needs a code of its own")
        _EVENTS[event.code] = event
        _REACTIONS[event.code] = {name(answer): answer for answer in answers}


def name(reaction: Reaction) -> str:
    """What the queue calls a reaction."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


def names(code: str) -> Sequence[str]:
    """The reactions that follow the event ``code``."""
    return list(_REACTIONS.get(code, ()))


def find(code: str, name: str) -> tuple[type[Event], Reaction]:
    """The event's class and the reaction's function; ``KeyError`` when no longer installed."""
    return _EVENTS[code], _REACTIONS[code][name]
