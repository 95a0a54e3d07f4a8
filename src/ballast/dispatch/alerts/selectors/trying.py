"""Past periods as another rulebook would have judged them, and the trials that are kept."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl

from ballast.dispatch.alerts.models import Evaluation, Trial, TrialChange
from ballast.dispatch.alerts.rules import MARKS, State
from ballast.kernel.periods import Period
from ballast.platform.periods import selectors as periods

from .deciding import RUNNING, Grounds, Runs, grounds

if TYPE_CHECKING:
    from django.db.models import QuerySet

_KNOWN = ("project_id", *(name for mark in MARKS for name in mark))


Kept = Callable[[Period], Grounds | None]
_kept: list[Kept] = []


def install(kept: Kept) -> None:
    """Say what kept the grounds of closed periods: config does, for alerts does not know it."""
    _kept[:] = [kept]


def facts_of(period: Period) -> Grounds:
    """What the lamps of a period are decided on: of a closed one as it was kept, else as of now."""
    return next((found for kept in _kept if (found := kept(period))), None) or grounds(period)


def chained(found: Grounds, runs: Runs) -> Grounds:
    """The same, lamps having stood for as long as ``runs`` says instead of as is stored."""
    stood: dict[str, list[int]] = {"project_id": sorted({pk for pk, _ in runs})}
    for family, name in RUNNING.items():
        stood[name] = [runs.get((pk, family), 0) for pk in stood["project_id"]]
    frame = nw.from_native(pl.LazyFrame(stood, schema=dict.fromkeys(stood, pl.Int64())))
    facts = found.facts.drop(*RUNNING.values()).join(frame, on="project_id", how="left")
    nought = [nw.col(name).fill_null(0) for name in RUNNING.values()]
    return replace(found, facts=facts.with_columns(*nought), runs=runs)


def states(found: Grounds) -> dict[int, State]:
    """Where each project stood at the end of the period: its marks and the year's money."""
    columns = found.facts.select(*_KNOWN, "completed_yuan", "planned_yuan").collect()
    return {
        pk: State(tuple(zip(days[::2], days[1::2], strict=True)), completed, planned)
        for pk, *days, completed, planned in columns.iter_rows()
    }


def decided_periods() -> list[Period]:
    """The periods whose lamps were decided, the earliest first: a rulebook may be tried on them."""
    return _in_order(Evaluation.objects.values_list("period", flat=True))


def closed_periods() -> list[Period]:
    """The periods whose facts stand, the earliest first."""
    return _in_order(periods.periods().filter(state="closed").values_list("code", flat=True))


def _in_order(codes: Iterable[str]) -> list[Period]:
    return sorted(map(Period.from_code, codes), key=lambda one: (one.last_day, one.code))


def trials() -> "QuerySet[Trial]":
    """What was tried, the latest first; without the text and the result."""
    return Trial.objects.order_by("-pk")


def changes(trial: Trial, family: str) -> "QuerySet[TrialChange]":
    """The lamps of a family, or of projects, that would have been others, the latest first."""
    rows = TrialChange.objects.filter(trial=trial, family=family)
    return rows.select_related("project").order_by("-period", "project__sort_key", "project")


def judged_again(valid_from: date) -> list[str]:
    """The periods with lamps that a rulebook holding from a day on would judge anew."""
    is_closed = {one.code for one in closed_periods()}
    return [
        one.code
        for one in decided_periods()
        if one.last_day >= valid_from and one.code not in is_closed
    ]
