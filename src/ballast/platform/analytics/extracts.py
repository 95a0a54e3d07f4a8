"""Where facts come from: each app tells its own of a period, and config names the apps.

An extract gives, for the projects it knows, values of some of the columns of ``schema.FACTS``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ballast.kernel.money import apportion
from ballast.kernel.periods import Period

from .schema import DIVIDED, FACTS

Row = dict[str, Any]
Extract = Callable[[Period, Collection[int]], Mapping[int, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Part:
    """A unit for which a project counts, and its share of the money; all shares make one."""

    unit: str
    series: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Sources:
    """``listed``: the projects of a period's plan. ``parts``: for whom each counts, first its own.

    ``given``: what is no fact of a project, for the whole city under "" and by unit: targets,
    published series.
    """

    listed: Callable[[Period], Collection[int]]
    parts: Callable[[Period, Collection[int]], Mapping[int, Sequence[Part]]]
    extracts: Sequence[Extract]
    given: Callable[[Period], Mapping[str, Mapping[str, Decimal]]]


_installed: list[Sources] = []


def install(sources: Sources) -> None:
    _installed[:] = [sources]


def sources() -> Sources:
    return _installed[0]


def undivided(period: Period, among: Collection[int] | None = None) -> Iterator[Row]:
    """The facts of a period as the apps tell them now: a row for each project, for no unit.

    ``among``: of these alone.
    """
    source = sources()
    listed = source.listed(period)
    if among is not None:
        listed = set(listed).intersection(among)
    told = [extract(period, listed) for extract in source.extracts]
    empty: Row = dict.fromkeys(FACTS)
    empty |= {"is_first": True, "unit": "", "series": ""}
    for project in sorted(listed):
        row = empty | {"project_id": project}
        for one in told:
            row |= one.get(project, {})
        yield row


def gathered(period: Period) -> Iterator[Row]:
    """The same for each unit a project counts for, its amounts divided by its shares."""
    return divided(period, list(undivided(period)))


def divided(period: Period, rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of ``undivided``, with whatever columns stand beside, for each unit they count for."""
    parts = sources().parts(period, [row["project_id"] for row in rows])
    for row in rows:
        yield from _divided(row, parts[row["project_id"]])


def _divided(row: Row, parts: Sequence[Part]) -> Iterator[Row]:
    """The project's row for each unit it counts for; where there is none, one row all the same."""
    if len(parts) < 2:
        yield row | {"unit": parts[0].unit, "series": parts[0].series} if parts else row
        return
    shares = {part.unit: part.share for part in parts if part.share}
    amounts = {
        name: apportion(amount, shares)
        for name in DIVIDED
        if isinstance(amount := row[name], Decimal)
    }
    for place, part in enumerate(parts):
        own_amounts = {name: its.get(part.unit, Decimal(0)) for name, its in amounts.items()}
        yield (
            row
            | own_amounts
            | {
                "is_first": place == 0,
                "unit": part.unit,
                "series": part.series,
            }
        )


def known(period: Period) -> dict[str, date | Decimal]:
    """What every condition may ask of the period itself."""
    share = period.time_progress
    return {
        "last_day": period.last_day,
        "time_progress": Decimal(share.numerator) / Decimal(share.denominator) * 100,
    }
