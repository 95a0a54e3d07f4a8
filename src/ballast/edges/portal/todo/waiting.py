"""One line of the page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits and where; of which ``period``, until when, since when."""

    count: int
    href: str
    period: str = ""
    due: date | None = None
    since: date | None = None
    more: str = ""
