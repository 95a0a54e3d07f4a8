"""Storing the figures that count, so that screens only read them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, transaction

from ballast.delivery.progress import selectors
from ballast.delivery.progress.models import MonthFigure
from ballast.delivery.progress.rules import MonthLine
from ballast.platform.jobs import services as jobs
from ballast.platform.periods import services as calendar
from ballast.platform.periods.rules import State as Lock

# In the order in which ``_row`` gives them.
_COLUMNS = {
    "project_id": "bigint",
    "plan_class": "text",
    "original_yuan": "numeric",
    "planned_yuan": "numeric",
    "month_yuan": "numeric",
    "completed_yuan": "numeric",
    "since_start_yuan": "numeric",
    "rate": "numeric",
    "filed_for": "text",
    "kind": "text",
    "filing_id": "bigint",
    "state": "text",
}
_STORED = [name for name in _COLUMNS if name != "project_id"]
_WRITE = """
INSERT INTO progress_monthfigure AS stored (period, {columns})
SELECT %s, made.* FROM unnest({arrays}) AS made
ON CONFLICT (project_id, period) DO UPDATE SET {overwrite}
WHERE ({old}) IS DISTINCT FROM ({new})
""".format(
    columns=", ".join(_COLUMNS),
    arrays=", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values()),
    overwrite=", ".join(f"{name} = EXCLUDED.{name}" for name in _STORED),
    old=", ".join(f"stored.{name}" for name in _STORED),
    new=", ".join(f"EXCLUDED.{name}" for name in _STORED),
)


@transaction.atomic
def recount(*, periods: Collection[str], project_ids: Collection[int] | None = None) -> int:
    """Store anew what counts in these periods and the later ones of their years.

    Only in periods that were opened and are not closed; for all projects of the plan, or the
    ones named. As part of a larger use case; nothing is journalled, it all follows from facts.
    Who counts all waits for those who count some: none stores what it saw before the other's
    facts. How many figures are new, differ or are gone. Raises ``PeriodClosed`` when one of the
    periods is closed meanwhile.
    """
    reached = _reached(periods)
    calendar.hold(reached, until=Lock.CLOSING)
    jobs.take_turn("progress.figures", shared=project_ids is not None)
    return sum(
        _store(period, selectors.counted(period, None, project_ids), project_ids)
        for period in reached
    )


def _reached(codes: Collection[str]) -> list[str]:
    firsts: dict[str, str] = {}
    for code in codes:
        firsts[code[:4]] = min(code, firsts.get(code[:4], code))
    moving = selectors.moving()
    return [code for code in moving if code[:4] in firsts and code >= firsts[code[:4]]]


def _store(period: str, lines: dict[int, MonthLine], project_ids: Collection[int] | None) -> int:
    rows = [_row(line) for line in lines.values()]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [period, *_by_column(rows)])
        written: int = cursor.rowcount
    stored = MonthFigure.objects.filter(period=period)
    if project_ids is not None:
        stored = stored.filter(project__in=project_ids)
    gone = set(stored.values_list("project_id", flat=True)) - lines.keys()
    if gone:
        stored.filter(project__in=gone).delete()
    return written + len(gone)


def _row(line: MonthLine) -> tuple[Any, ...]:
    counted = line.counted
    return (
        *(line.project_id, line.plan_class, line.original_yuan, line.planned_yuan),
        *(counted.month_yuan, counted.completed_yuan, counted.since_start_yuan, line.rate),
        *(counted.filed_for, counted.kind, counted.filing_id, line.standing.value),
    )


def _by_column(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns or [[] for _ in _COLUMNS]
