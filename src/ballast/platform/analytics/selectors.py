"""Indicators of a period: one value of each for every group asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import narwhals as nw
import polars as pl

from ballast.kernel.periods import Period

from . import extracts, frames
from .catalogue import INDICATORS, Versions, indicators_of
from .expressions import Count, Term
from .indicators import Given, Indicator, Value, terms_of, value_of
from .schema import FACTS, Type

# What may be grouped by, as commands and addresses say it, and its column.
GROUPS: Mapping[str, str] = {
    "unit": "unit",
    "region": "region",
    "tier": "tier",
    "sector": "sector",
    "class": "plan_class",
    "owner": "owner",
    "size": "size_band",
    "sponsor": "sponsor",
}
_TYPES = {
    Type.ID: pl.Int64(),
    Type.TEXT: pl.String(),
    Type.MONEY: pl.Decimal(18, 2),
    Type.DAY: pl.Date(),
    Type.FLAG: pl.Boolean(),
}

Facts = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one group by indicator code; ``series`` where the group is a unit."""

    key: str
    series: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Then:
    """What held when a period was closed: each indicator's version, and ``Sources.given``."""

    versions: Versions
    given: Mapping[str, Mapping[str, Decimal]]


def frame(
    rows: Iterable[Mapping[str, object]], also: Mapping[str, Type] = MappingProxyType({})
) -> Facts:
    """Facts as a frame; ``also``: the further columns of the rows."""
    schema = {name: _TYPES[kind] for name, kind in {**FACTS, **also}.items()}
    return nw.from_native(pl.LazyFrame(list(rows), schema=schema))


def values(
    facts: Facts,
    period: Period,
    *,
    codes: Collection[str] | None = None,
    by: str = "",
    without: Collection[str] = (),
    is_original: bool = False,
    then: Then | None = None,
) -> list[Group]:
    """The indicators of the listed projects by group, in order of its key; without ``by`` of all.

    ``codes``: these alone. ``without``: numbers of projects left aside. ``is_original``: against
    the plan as issued. ``then``: as of a day gone by, not of today.
    """
    indicators = indicators_of(then.versions) if then else INDICATORS
    wanted = [indicators[code] for code in (indicators if codes is None else codes)]
    terms, known = terms_of(wanted) or (Count(),), extracts.known(period)
    given = then.given if then else extracts.sources().given(period)
    listed = facts.filter(~nw.col("is_inside"), ~nw.col("number").is_in(list(without)))
    if is_original:
        listed = listed.with_columns(planned_yuan=nw.col("original_yuan"))
    if not by:
        whole = frames.sums(listed, terms, known).collect().row(0)
        return [Group("all", "", _told(wanted, terms, whole, {**known, **given.get("", {})}))]
    series = _series(listed) if by == "unit" else {}
    aside = given if by == "unit" else {}  # a target is a unit's; the rest is the city's alone
    return [
        Group(key, series.get(key, ""), _told(wanted, terms, own, {**known, **aside.get(key, {})}))
        for key, *own in sorted(frames.sums(listed, terms, known, GROUPS[by]).collect().iter_rows())
    ]


def by_project(
    facts: Facts, period: Period, *, codes: Collection[str]
) -> dict[int, Mapping[str, Value]]:
    """These indicators of each project of undivided facts, by its id; parts of a whole as well."""
    wanted = [INDICATORS[code] for code in codes]
    terms, known = terms_of(wanted) or (Count(),), extracts.known(period)
    rows = frames.sums(facts, terms, known, "project_id").collect().iter_rows()
    return {pk: _told(wanted, terms, own, known) for pk, *own in rows}


def _told(
    wanted: Sequence[Indicator], terms: Sequence[Term], sums: Sequence[Any], given: Given
) -> dict[str, Value]:
    exact = dict(zip(terms, map(Decimal, sums), strict=True))
    return {one.code: value_of(one, exact, given) for one in wanted}


def _series(listed: Facts) -> dict[str, str]:
    return dict(listed.select("unit", "series").unique().collect().iter_rows())
