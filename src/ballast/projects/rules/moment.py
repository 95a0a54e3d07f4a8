"""As of which day a project is judged: lateness grows by the calendar only while figures come."""

from collections.abc import Collection
from datetime import date

QUIET = 92  # calendar days without a period: a house that files each month or quarter is alive


def known_until(today: date, period_ends: Collection[date], reached: Collection[date]) -> date:
    """Today; where filing has ceased for over a quarter, the last day of which anything is known.

    A sample city, a restored backup or a year long past would otherwise show every open node as
    late by years. ``period_ends``: the last days of the periods that were opened; none is a house
    before its first, and that lives today. ``reached``: the days on which the project's own nodes
    were done.
    """
    last = max(period_ends, default=today)
    if (today - last).days <= QUIET:
        return today
    return min(today, max([last, *reached]))
