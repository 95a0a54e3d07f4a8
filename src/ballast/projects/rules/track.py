"""The thirteen nodes as a project's own track: what is done, what is now, what is late."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ballast.platform.codelists.rules import Lifecycle, Node, Standing

from .steps import Dates


class Progress(StrEnum):
    """How a node stands."""

    DONE = "DONE"
    NOW = "NOW"  # what it waits for is done
    AHEAD = "AHEAD"
    UNRECORDED = "UNRECORDED"  # a node after it is done, so it must be, but nobody said when
    VOID = "VOID"  # projects of this kind do not have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One node of a project's track. ``late`` in days against the plan; None without a plan."""

    node: Node
    progress: Progress
    planned_on: date | None = None
    forecast_on: date | None = None
    actual_on: date | None = None
    late: int | None = None

    @property
    def is_late(self) -> bool:
        return self.late is not None and self.late > 0


def track(
    lifecycle: Lifecycle, stands: Standing, records: Mapping[str, Dates], *, today: date
) -> list[Stop]:
    """The nodes in order, by what has been reached and what is recorded of their steps."""
    own = {node.code: node for node in stands.template.nodes}
    passed = _passed(own, stands.reached)
    stops = []
    for general in lifecycle.nodes:
        node = own.get(general.code)
        if node is None:
            stops.append(Stop(node=general, progress=Progress.VOID))
            continue
        actual = stands.reached.get(node.code)
        planned = _last(node, records, lambda one: one.planned_on)
        if stands.template.from_children:
            planned = planned or stands.facts.planned.get(node.code)
        forecast = _last(node, records, lambda one: one.forecast_on)
        stops.append(
            Stop(
                node=node,
                progress=_progress(node, stands.reached, passed),
                planned_on=planned,
                forecast_on=None if actual else forecast,
                actual_on=actual,
                late=lateness(planned, forecast, actual, today=today),
            )
        )
    return stops


def at_work(stops: Sequence[Stop]) -> Stop | None:
    """The node a project stands at: the furthest in hand, else the last that is done."""
    for wanted in (Progress.NOW, Progress.DONE):
        found = [stop for stop in stops if stop.progress is wanted]
        if found:
            return found[-1]
    return None


def overdue(stops: Iterable[Stop], on: date) -> list[tuple[Stop, int]]:
    """The nodes that were to be done by a day and are not, each with its calendar days behind."""
    return [
        (stop, (on - stop.planned_on).days)
        for stop in stops
        if stop.progress in {Progress.NOW, Progress.AHEAD}
        and stop.planned_on is not None
        and stop.planned_on < on
    ]


def lateness(
    planned: date | None, forecast: date | None, actual: date | None, *, today: date
) -> int | None:
    """Days behind the plan: as it was reached, as it is forecast, or as it is overdue by now."""
    if planned is None:
        return None
    if actual:
        return (actual - planned).days
    if forecast and forecast >= today:
        return (forecast - planned).days
    return max((today - planned).days, 0)


def _progress(node: Node, reached: Mapping[str, date], passed: frozenset[str]) -> Progress:
    if node.code in reached:
        return Progress.DONE
    if node.code in passed:
        return Progress.UNRECORDED
    if all(before in reached or before in passed for before in node.after):
        return Progress.NOW
    return Progress.AHEAD


def _passed(nodes: Mapping[str, Node], reached: Mapping[str, date]) -> frozenset[str]:
    """The nodes that some node already done waits for, directly or through others."""
    found: set[str] = set()
    waiting = [code for code in nodes if code in reached]
    while waiting:
        before = [code for code in nodes[waiting.pop()].after if code in nodes]
        waiting += [code for code in before if code not in found]
        found.update(before)
    return frozenset(found)


def _last(
    node: Node, records: Mapping[str, Dates], day: Callable[[Dates], date | None]
) -> date | None:
    """A day as said of the node's own mark, or the last of the steps that make it."""
    if (told := records.get(node.code)) and day(told):
        return day(told)
    needed = [records.get(step, Dates()) for step in node.marks.get(node.code, ())]
    days = [day(one) for one in needed if not one.is_not_applicable]
    known = [one for one in days if one]
    return max(known) if known and len(known) == len(days) else None
