"""Working days: weekdays, corrected by the dates the State Council publishes each autumn."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate

_SATURDAY = 5


class Calendar:
    """Counts working days over a table of published dates.

    ``table`` says of single dates whether they are worked; any other date follows the week.
    Beyond ``last_official_year`` nothing is published yet: an answer there is provisional.
    """

    def __init__(self, table: Mapping[date, bool], *, last_official_year: int) -> None:
        self.last_official_year = last_official_year
        self._table = dict(table)
        turned = sorted(day for day, worked in table.items() if worked != _is_weekday(day))
        self._turned = turned
        self._gained = [0, *accumulate(1 if table[day] else -1 for day in turned)]

    def is_workday(self, day: date) -> bool:
        return self._table.get(day, _is_weekday(day))

    def is_provisional(self, day: date) -> bool:
        """Nobody has published yet whether the days of that year are worked."""
        return day.year > self.last_official_year

    def add(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself does not count.

        A negative count goes back; nought is ``day`` itself.
        """
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when it lies before.

        ``between(day, add(day, n)) == n`` for every n ≥ 0.
        """
        return self._worked_until(end) - self._worked_until(start)

    def nth_of_month(self, year: int, month: int, count: int) -> date:
        """The ``count``-th working day of a month (run on into the next, if it has fewer)."""
        return self.add(date(year, month, 1) - timedelta(days=1), count)

    def _worked_until(self, day: date) -> int:
        # Day 1 of the calendar was a Monday, so whole weeks and a rest count the weekdays.
        weeks, rest = divmod(day.toordinal(), 7)
        return 5 * weeks + min(rest, 5) + self._gained[bisect_right(self._turned, day)]


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY
