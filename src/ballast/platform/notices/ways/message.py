"""What goes out, and how it may fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Item:
    """What leaves the product of one notice: what its kind is called, and the way to it.

    Neither projects nor people nor figures: the reader finds those behind the sign-in.
    """

    title: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """All that goes to one person at once. Sent again by hand it bears the same ``key``."""

    key: UUID
    username: str
    address: str  # a mail address, or the URL of the webhook
    items: Sequence[Item]


class Later(Exception):
    """It was certainly not taken; the next attempt may do better."""


class Down(Later):
    """Nobody answers at all: nor would they for others."""


class Never(Exception):
    """It was refused, and would be again."""


class Unsure(Exception):
    """It was cut off: nobody here knows whether it was taken."""
