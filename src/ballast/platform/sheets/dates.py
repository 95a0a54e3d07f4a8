"""Days, months and years as offices write them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, 旬, month, quarter, half, year or range of them, as precise as it was written."""

    first: date
    last: date
    text: str
