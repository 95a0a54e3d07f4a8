"""When units may put projects up for a year's plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def declaring_is_open(year: int, on: date, windows: Collection[Days]) -> bool:
    """Whether units declare on a day: in a window of the year.

    Where a city sets none, from October before the year on.
    """
    if not windows:
        return on >= date(year - 1, 10, 1)
    return any(on in window for window in windows)
