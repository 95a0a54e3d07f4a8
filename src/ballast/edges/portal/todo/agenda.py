"""The page as a whole: what waits, by group and day, and the days of the month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ballast.delivery.progress.rules import Days
from ballast.delivery.progress.selectors.agenda import coming
from ballast.kernel.periods import Period

from .asking import Asker
from .entries import GROUPS, TODO, Entry
from .waiting import Waiting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_NEXT = timedelta(days=62)  # a house that has filed nothing for longer has stopped
_FAR = date.max  # what has no day comes after what has one


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits, with the words of its entry."""

    entry: Entry
    waiting: Waiting
    on: date

    @property
    def days(self) -> int | None:
        """Until it is due; negative once it is over."""
        return (self.waiting.due - self.on).days if self.waiting.due else None

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together, the soonest due first."""

    words: "StrPromise"
    icon: str
    lines: Sequence[Line]

    @property
    def due(self) -> date:
        return min(one.waiting.due or _FAR for one in self.lines)


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of the filing calendar."""

    day: date
    words: "StrPromise"
    period: str
    on: date

    @property
    def is_this_year(self) -> bool:
        return self.day.year == self.on.year

    @property
    def place(self) -> str:
        """``past``, ``now`` or ``ahead``."""
        return "now" if self.day == self.on else "past" if self.day < self.on else "ahead"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for a person, and which days are near."""

    groups: Sequence[Group]
    marks: Sequence[Mark]

    @property
    def count(self) -> int:
        """How many things wait, however many projects each is about."""
        return sum(len(one.lines) for one in self.groups)

    @property
    def next(self) -> Mark | None:
        return next((one for one in self.marks if one.place != "past"), None)


def agenda(asker: Asker) -> Agenda:
    """All of it, in a number of queries that no number of projects changes."""
    groups = []
    for code, (words, icon) in GROUPS.items():
        lines = [line for entry in TODO if entry.group == code for line in _lines(asker, entry)]
        if lines:
            lines.sort(key=lambda line: line.waiting.due or _FAR)
            groups.append(Group(words, icon, lines))
    groups.sort(key=lambda group: group.due)
    return Agenda(groups, list(_marks(asker)) if asker.scope.may("filing.view") else [])


def _lines(asker: Asker, entry: Entry) -> Iterator[Line]:
    if asker.scope.may(entry.right):
        for one in entry.count(asker):
            if one.count:
                yield Line(entry, one, asker.on)


def _marks(asker: Asker) -> Iterator[Mark]:
    """The days of every period under way, else of the last; and of this month's, if it is next."""
    windows = {
        one.period: Days(one.opens_on, one.cut_off_on, one.shuts_on)
        for one in asker.moving or asker.opened[:1]
    }
    last = max((one.period.last_day for one in asker.opened), default=asker.on - _NEXT)
    if asker.on - _NEXT <= last < asker.on:
        windows.update([coming(asker.on)])
    found = [mark for period, days in windows.items() for mark in _days(period, days, asker.on)]
    yield from sorted(found, key=lambda one: one.day)


def _days(period: Period, days: Days, on: date) -> list[Mark]:
    return [
        Mark(days.opens_on, _("Filing opens"), period.code, on),
        Mark(days.cut_off_on, _("Figures as of this day"), period.code, on),
        Mark(days.shuts_on, _("Last day to file in time"), period.code, on),
    ]
