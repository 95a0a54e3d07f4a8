"""The ways out of the product. Each is closed until whoever keeps the machine opens it."""

from collections.abc import Callable, Mapping

from ballast.platform.notices.rules import Way

from . import mail, webhook
from .message import Down, Item, Later, Message, Never, Unsure

__all__ = ["Down", "Item", "Later", "Message", "Never", "Unsure", "opened", "send"]

_OPEN: Mapping[Way, Callable[[], bool]] = {Way.MAIL: mail.is_open, Way.WEBHOOK: webhook.is_open}


def opened() -> list[str]:
    """The ways that the settings of this machine open."""
    return [way.value for way, is_open in _OPEN.items() if is_open()]


def send(way: Way, message: Message, *, at: float) -> None:
    """Send a message now; ``at`` are the seconds since 1970 that a signature names.

    Raises ``Later``, ``Never`` or ``Unsure`` with what the other side said.
    """
    if way is Way.MAIL:
        mail.send(message)
    else:
        webhook.send(message, at=at)
