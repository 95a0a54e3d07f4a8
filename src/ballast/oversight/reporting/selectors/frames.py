"""A month's facts as one stored table: what the screens of the whole city add up.

Beside the columns of ``analytics.schema``: ``done_1`` … ``done_12``, completed since January by
the end of each month up to this one, and ``due_1`` … ``due_12``, what a plan split by month
foresees by then; both of the whole project, so that a curve is drawn from the same table.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress import selectors as progress
from ballast.kernel.periods import Period
from ballast.oversight.reporting.models import FrozenPeriod, MonthFrame
from ballast.oversight.reporting.rules import NoSnapshot
from ballast.platform.analytics import catalogue, extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.selectors import Facts, Then
from ballast.platform.audit import selectors as audit
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from .snapshots import closed_facts, then_of_closed

if TYPE_CHECKING:
    from ballast.platform.periods.models import PeriodLock

MONTHS = range(1, 13)
_MONEY = pl.Decimal(18, 2)


@dataclass(frozen=True, slots=True)
class Frame:
    """The facts of a period and by what they are measured; ``told_at`` None if read this moment."""

    period: Period
    revision: int  # that it is told as; 0 while it is open
    facts: Facts
    then: Then
    told_at: datetime | None


def frame_of(period: Period) -> Frame:
    """The stored table of a period that was opened; where it is not the one meant, made now.

    Of an open period it is as old as ``told_at``; of a closed one exact.
    """
    lock = periods.opened_for(period)
    meant = _revision(lock)
    stored = MonthFrame.objects.filter(period=period.code, revision=meant)
    told_at, digest = stored.values_list("told_at", "digest").first() or (None, "")
    facts = _stored(period.code, digest) if digest else gathered(period, meant)
    then = then_of_closed(period.code, meant) if meant else None
    given = Then(catalogue.versions(), extracts.sources().given(period)) if then is None else then
    return Frame(period, meant, nw.from_native(facts.lazy()), given, told_at)


@lru_cache(maxsize=4)  # this month and the one before, of two periods
def _stored(period: str, digest: str) -> pl.DataFrame:  # noqa: ARG001 - names what is kept
    """A table as its digest names it: it never changes, so a process reads it once.

    The one that has come in its place meanwhile serves as well.
    """
    return pl.read_parquet(BytesIO(MonthFrame.objects.get(period=period).table))


def untold() -> Iterator[tuple[Period, int]]:
    """The periods whose table is missing or behind the journal, with the revision meant."""
    known = {one.period: one for one in MonthFrame.objects.defer("table")}
    last = audit.last_entry()
    closings = {
        (one.period, one.revision): one.entry_id
        for one in FrozenPeriod.objects.filter(period__in=_closed())
    }
    for lock in periods.periods():
        meant, told = _revision(lock), known.get(lock.code)
        since = closings.get((lock.code, meant), last) if meant else last
        if told is None or told.revision != meant or told.entry_id < since:
            yield Period.from_code(lock.code), meant


def _closed() -> list[str]:
    closed = periods.periods().filter(state=State.CLOSED.value)
    return list(closed.values_list("code", flat=True))


def _revision(lock: "PeriodLock | None") -> int:
    return lock.revision if lock is not None and lock.state == State.CLOSED else 0


def gathered(period: Period, revision: int) -> pl.DataFrame:
    """The table as the apps tell it now, or as the revision was closed."""
    facts: Facts | None = None
    if revision:
        with suppress(NoSnapshot):  # closed before any were kept
            facts = closed_facts(period.code, revision).facts
    if facts is None:
        facts = analytics.frame(extracts.gathered(period))
    table: pl.DataFrame = facts.collect().to_native()
    own = table.filter("is_first")["project_id"].to_list()
    done, due = _done(period, table), _due(period)
    columns: dict[str, list[Any]] = {"project_id": own}
    for month in MONTHS:
        columns[f"done_{month}"] = [done.get(month, {}).get(pk) for pk in own]
        columns[f"due_{month}"] = [due[pk][month - 1] if pk in due else None for pk in own]
    schema = {name: _MONEY if name != "project_id" else pl.Int64() for name in columns}
    return table.join(pl.DataFrame(columns, schema=schema), on="project_id", how="left")


def _done(period: Period, table: pl.DataFrame) -> Mapping[int, Mapping[int, Decimal]]:
    """What counted at the end of each month up to this one; of this one its own facts."""
    before = periods.periods().filter(first_day__year=period.year, last_day__lt=period.last_day)
    months = {code: Period.from_code(code).last for code in before.values_list("code", flat=True)}
    found = {months[code]: of for code, of in progress.by_month(list(months)).items()}
    own = table.group_by("project_id").agg(pl.col("completed_yuan").sum())
    return found | {period.last: dict(own.iter_rows())}


def _due(period: Period) -> dict[int, list[Decimal]]:
    """What plans that are split by month foresee by the end of each month."""
    lines = plans.lines_at(period.year, period.last_day).exclude(monthly_yuan=[])
    return {
        pk: list(accumulate(months)) for pk, months in lines.values_list("project", "monthly_yuan")
    }
