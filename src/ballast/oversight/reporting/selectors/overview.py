"""A whole list read once: what it comes to, what may narrow it, which of its lines come first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, When
from django.db.models.expressions import Combinable

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Figures

from .lines import CARRIED, ESTIMATE, Choice, Lines, Seen, condition, green_behind

_SUMMED: dict[str, Combinable] = {
    "total_investment_yuan": F("total_investment_yuan"),
    "planned_yuan": F("planned_yuan"),
    "completed_yuan": F("completed_yuan"),
    "original_yuan": F("original_yuan"),
    "month_yuan": F("month_yuan"),
    "since_start_yuan": F("since_start_yuan"),
    "carried_yuan": Case(When(CARRIED, then=F("completed_yuan"))),
    "estimated_yuan": Case(When(ESTIMATE, then=F("completed_yuan"))),
}
# The lines are joined once and read twice: a person's reach and 20,000 lines cost more to find
# than to add up.
_OVERVIEW = """
WITH line (
    pk, unit, sector, number, colour, key, is_asked, is_shown, is_estimate, is_behind, {fields}
) AS MATERIALIZED ({lines}),
chunk AS (
    SELECT pk FROM line WHERE is_shown
    ORDER BY key {way} NULLS LAST, colour DESC NULLS LAST, number LIMIT %s OFFSET %s
),
part AS (
    SELECT unit, sector, colour, is_asked, count(*) AS count,
        count(*) FILTER (WHERE is_estimate) AS estimates,
        count(*) FILTER (WHERE is_behind) AS green_behind, {sums}
    FROM line GROUP BY unit, sector, colour, is_asked
),
choice AS (SELECT DISTINCT unit, split_part(sector, '/', 1) AS sector FROM part),
sums AS (
    SELECT coalesce(colour, 'dash') AS colour, sum(count)::bigint AS count,
        sum(estimates)::bigint AS estimates, sum(green_behind)::bigint AS green_behind, {sums}
    FROM part WHERE is_asked GROUP BY coalesce(colour, 'dash')
)
SELECT whole.*, sums.* FROM (
    SELECT ARRAY(SELECT pk FROM chunk) AS pks,
        ARRAY(SELECT DISTINCT unit FROM choice WHERE unit IS NOT NULL) AS units,
        ARRAY(SELECT DISTINCT sector FROM choice) AS sectors
) AS whole LEFT JOIN sums ON true
""".replace("{sums}", ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in _SUMMED)).replace(
    "{fields}", ", ".join(_SUMMED)
)


@dataclass(frozen=True, slots=True)
class Order:
    """In which order lines come, and which of them: ``count`` (None: all) after ``start``.

    Lines without the ``key`` come last whichever way; who did not report before what is not rated.
    """

    key: Combinable
    is_descending: bool = False
    start: int = 0
    count: int | None = None


Statement = tuple[str, tuple[Any, ...]]
_NONE = Order(F("number"), count=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """``figures`` of the lines asked for, whatever their lamps, by colour; undecided is the dash.

    ``project_ids`` are those of the lines asked for in their order. ``units``, by id, and
    ``sectors``, at their first level, are of all lines seen, of which there are none if
    ``is_empty``.
    """

    figures: Mapping[Colour, Figures]
    project_ids: list[int]
    units: frozenset[int]
    sectors: list[str]
    is_empty: bool


def overview(seen: Seen, choice: Choice, order: Order) -> Overview:
    """One query over what is ``seen``, however long it is and whatever of it is asked for."""
    return _asked(_statement(seen, choice, order), seen.period)


def figures(listed: Lines, period: Period) -> Mapping[Colour, Figures]:
    """What lines come to, by the colour of their lamps; see ``together``."""
    return _asked(_composed(listed, period, Choice(), _NONE), period).figures


@lru_cache(maxsize=512)
def _statement(seen: Seen, choice: Choice, order: Order) -> Statement:
    """To put it together takes Python as long as many a page; no row and no sum is kept."""
    return _composed(seen.lines, seen.period, choice, order)


def _composed(listed: Lines, period: Period, choice: Choice, order: Order) -> Statement:
    asked = condition(replace(choice, colours=frozenset()))
    lines, params = (
        listed.order_by()
        .values_list(
            *("pk", "responsible_unit", "sector", "number", "colour", order.key),
            *(ExpressionWrapper(one, BooleanField()) for one in (asked, condition(choice))),
            *(ExpressionWrapper(one, BooleanField()) for one in (ESTIMATE, green_behind(period))),
            *_SUMMED.values(),
        )
        .query.sql_with_params()
    )
    way = "DESC" if order.is_descending else "ASC"
    return _OVERVIEW.format(lines=lines, way=way), (*params, order.count, order.start)


def _asked(statement: Statement, period: Period) -> Overview:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        names = [column.name for column in cursor.description or ()][3:]
        rows = cursor.fetchall()
    pks, units, sectors = rows[0][:3]
    sums = [dict(zip(names, row[3:], strict=True)) for row in rows]
    return Overview(
        dict(_figures(one, period) for one in sums if one["count"]),
        pks,
        frozenset(units),
        sorted(sector for sector in sectors if sector),
        is_empty=not sectors,
    )


def counts(seen: Lines, choices: Mapping[str, Choice]) -> dict[str, int]:
    """How many of the lines seen fit each choice, by its name; one query, however many."""
    asked = {
        f"n{place}": Count("pk", filter=condition(choice) or None)
        for place, choice in enumerate(choices.values())
    }
    return dict(zip(choices, seen.order_by().aggregate(**asked).values(), strict=True))


def _figures(sums: dict[str, Any], period: Period) -> tuple[Colour, Figures]:
    colour = Colour(sums.pop("colour"))
    lamps = {colour: sums["count"]}
    return colour, Figures(**sums, time_progress=period.time_progress, lamps=lamps)
