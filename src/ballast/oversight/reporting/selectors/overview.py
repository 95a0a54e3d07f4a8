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

from .lines import CARRIED, ESTIMATE, Choice, Lines, Seen, chosen, condition, green_behind

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
_SUMS = """
WITH part AS (
    SELECT unit, sector, colour, is_asked, count(*) AS count, count(rate) AS rated,
        count(*) FILTER (WHERE is_estimate) AS estimates,
        count(*) FILTER (WHERE is_behind) AS green_behind, {sums}
    FROM ({lines}) AS line (
        unit, sector, colour, rate, is_asked, is_estimate, is_behind, {fields}
    )
    GROUP BY unit, sector, colour, is_asked
),
choice AS (SELECT DISTINCT unit, split_part(sector, '/', 1) AS sector FROM part),
sums AS (
    SELECT coalesce(colour, 'dash') AS colour, sum(count)::bigint AS count,
        sum(rated)::bigint AS rated, sum(estimates)::bigint AS estimates,
        sum(green_behind)::bigint AS green_behind, {sums}
    FROM part WHERE is_asked GROUP BY coalesce(colour, 'dash')
)
SELECT whole.*, sums.* FROM (
    SELECT ARRAY(SELECT DISTINCT unit FROM choice WHERE unit IS NOT NULL) AS units,
        ARRAY(SELECT DISTINCT sector FROM choice) AS sectors
) AS whole LEFT JOIN sums ON true
""".replace("{sums}", ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in _SUMMED)).replace(
    "{fields}", ", ".join(_SUMMED)
)
_IN_ORDER = """
SELECT pk FROM ({lines}) AS line (pk, number, colour, key)
ORDER BY key {way}, colour DESC NULLS LAST, number LIMIT %s OFFSET %s
"""
# Who sees so many times the rated lines that are wanted meets them soon in the order of rates.
_AMPLE = 50


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
BY_RATE = F("rate")


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
    """Two queries over what is ``seen``, however long it is and whatever of it is asked for."""
    found, rated = _added_up(_sums(seen, choice), seen.period)
    is_near = _is_near(seen, choice, order, rated)
    with connection.cursor() as cursor:
        cursor.execute(*_in_order(seen, choice, order, is_near=is_near))
        return replace(found, project_ids=[pk for (pk,) in cursor.fetchall()])


def figures(listed: Lines, period: Period) -> Mapping[Colour, Figures]:
    """What lines come to, by the colour of their lamps; see ``together``."""
    return _added_up(_composed(listed, period, Choice()), period)[0].figures


# To put a statement together takes Python as long as many a page; no row and no sum is kept.
@lru_cache(maxsize=512)
def _sums(seen: Seen, choice: Choice) -> Statement:
    return _composed(seen.lines, seen.period, choice)


def _composed(listed: Lines, period: Period, choice: Choice) -> Statement:
    asked = condition(replace(choice, colours=frozenset()))
    marks = (asked, ESTIMATE, green_behind(period))
    lines, params = (
        listed.order_by()
        .values_list(
            *("responsible_unit", "sector", "colour", "rate"),
            *(ExpressionWrapper(one, BooleanField()) for one in marks),
            *_SUMMED.values(),
        )
        .query.sql_with_params()
    )
    return _SUMS.format(lines=lines), tuple(params)


def _is_near(seen: Seen, choice: Choice, order: Order, rated: int) -> bool:
    """Whether the lines wanted are among the first that the index of rates gives."""
    if order.key != BY_RATE or order.count is None or choice != Choice():
        return False
    return rated >= (order.start + order.count) * (1 if seen.scope.everything else _AMPLE)


@lru_cache(maxsize=512)
def _in_order(seen: Seen, choice: Choice, order: Order, *, is_near: bool) -> Statement:
    key: Combinable = order.key
    way = "DESC" if order.is_descending else "ASC"
    if is_near:
        key = F("figure__rate")
        own = {"is_rated": F("lamp__shows_rate"), "own_rate": key}
        listed = seen.first_lines.alias(**own).filter(is_rated=True, own_rate__isnull=False)
    else:
        listed = chosen(seen.lines, choice)
        way += " NULLS LAST"
    told = listed.order_by().values_list("pk", "number", "colour", key)
    lines, params = told.query.sql_with_params()
    return _IN_ORDER.format(lines=lines, way=way), (*params, order.count, order.start)


def _added_up(statement: Statement, period: Period) -> tuple[Overview, int]:
    """All but the lines in order, and how many of those asked for are rated."""
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        names = [column.name for column in cursor.description or ()][2:]
        rows = cursor.fetchall()
    units, sectors = rows[0][:2]
    sums = [dict(zip(names, row[2:], strict=True)) for row in rows]
    rated = sum(one.pop("rated") or 0 for one in sums)
    found = Overview(
        dict(_figures(one, period) for one in sums if one["count"]),
        [],
        frozenset(units),
        sorted(sector for sector in sectors if sector),
        is_empty=not sectors,
    )
    return found, rated


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
