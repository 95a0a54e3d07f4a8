"""The thirteen nodes on a calendar: when each was to be done, was done, and is forecast to be.

The register holds the day a node is done, not the day it was begun: a bar runs from the day on
which the last of what the node waits for was done. A node that waits for nothing known, and one
that is a day and no work (开工, 投产), is a moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .track import Progress, Stop

MOMENTS = frozenset({"ground_breaking", "commissioning"})  # marks that are a day, not works


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; a moment where they are one."""

    first: date
    last: date

    @property
    def is_moment(self) -> bool:
        return self.first >= self.last


@dataclass(frozen=True, slots=True)
class Bar:
    """One node's row; a span is None where the register holds no day for it."""

    stop: Stop
    planned: Span | None
    actual: Span | None
    forecast: Span | None


@dataclass(frozen=True, slots=True)
class Gantt:
    """The rows in the order of the nodes, over whole quarters; ``on``: as of which day."""

    first: date
    last: date
    on: date
    bars: Sequence[Bar]

    @property
    def quarters(self) -> list[date]:
        """The first day of each quarter shown."""
        found = [self.first]
        while (after := _next_quarter(found[-1])) <= self.last:
            found.append(after)
        return found

    def across(self, day: date) -> float:
        """How far to the right a day lies, as per cent of the whole."""
        return 100 * (day - self.first).days / ((self.last - self.first).days + 1)

    @property
    def shows_day(self) -> bool:
        return self.first <= self.on <= self.last


def gantt(stops: Sequence[Stop], on: date) -> Gantt | None:
    """The chart of a track as of a day; None where no day of it is known."""
    own = {stop.node.code: stop for stop in stops if stop.progress is not Progress.VOID}
    bars = [_bar(stop, own, on) for stop in stops]
    days = [day for bar in bars for day in _days(bar)]
    if not days:
        return None
    if any(stop.progress in {Progress.NOW, Progress.AHEAD} for stop in own.values()):
        days.append(on)
    first = _quarter(min(days))
    last = _next_quarter(max(days)) - timedelta(days=1)
    return Gantt(first, last, on, bars)


def _bar(stop: Stop, own: Mapping[str, Stop], on: date) -> Bar:
    planned = _span(stop, own, lambda one: one.planned_on)
    actual = _span(stop, own, lambda one: one.actual_on)
    forecast = None
    if stop.progress is Progress.NOW and not MOMENTS & stop.node.marks.keys():
        begun = _begun(stop, own, lambda one: one.actual_on)
        actual = Span(begun, on) if begun and begun < on else None
    if stop.forecast_on and stop.forecast_on >= on:
        begun = _begun(stop, own, lambda one: one.actual_on or one.forecast_on or one.planned_on)
        since = max(begun or stop.forecast_on, on)
        moment = MOMENTS & stop.node.marks.keys() or since > stop.forecast_on
        forecast = Span(stop.forecast_on if moment else since, stop.forecast_on)
    return Bar(stop, planned, actual, forecast)


def _span(stop: Stop, own: Mapping[str, Stop], day: Callable[[Stop], date | None]) -> Span | None:
    last = day(stop)
    if last is None:
        return None
    begun = None if MOMENTS & stop.node.marks.keys() else _begun(stop, own, day)
    return Span(min(begun or last, last), last)


def _begun(stop: Stop, own: Mapping[str, Stop], day: Callable[[Stop], date | None]) -> date | None:
    """When the last of what a node waits for was done, as far as it is known."""
    days = [day(own[code]) for code in stop.node.after if code in own]
    return max((one for one in days if one), default=None)


def _days(bar: Bar) -> Iterable[date]:
    for span in (bar.planned, bar.actual, bar.forecast):
        if span:
            yield span.first
            yield span.last


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next_quarter(day: date) -> date:
    return _quarter(_quarter(day) + timedelta(days=100))
