"""How the city's projects stand in a month: what the cockpit and the wall show.

Every figure is an indicator over the month's stored table (``frames``), or a count of lamps. The
sums are the whole city's, whoever looks; what names projects is in ``striking``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from ballast.delivery.plans import selectors as plans
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Curve, Cut, Lamps, Month, Part, Ranked, curve, ranked
from ballast.oversight.reporting.rules.month import PART, WHOLE
from ballast.platform.analytics.selectors import Facts
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Series
from ballast.platform.periods import selectors as periods
from ballast.projects.rules import Tier

from .frames import MONTHS, frame_of
from .months import Measured, month_before, sectors

_SHOWN = (*WHOLE, "finish_rate_due", "carried_share")


@dataclass(frozen=True, slots=True)
class Standing:
    """A month's figures of the part of the city that was asked for.

    ``month`` names no project. ``aside``: what was left aside, None for nothing. ``colours``:
    each counted project's lamp, ``colours_before`` a month ago; empty where not seen. ``facts``
    has the rows counted. ``told_at``: when the table was made, None for this moment.
    """

    month: Month
    aside: Part | None
    ranking: Mapping[Series, Sequence[Ranked]]
    curve: Curve
    colours: Mapping[int, Colour]
    colours_before: Mapping[int, Colour]
    facts: Facts
    told_at: datetime | None

    @property
    def project_ids(self) -> set[int]:
        """The projects counted."""
        return set(_own(self.facts)["project_id"].to_list())


def standing(period: Period, cut: Cut, *, with_lamps: bool, drafts: bool) -> Standing:
    """``drafts``: also of a month before whose lamps are not issued."""
    frame = frame_of(period)
    whole = Measured(period, frame.facts, frame.then, "")
    now = replace(whole, facts=_cut(whole.facts, cut))
    last = _before(period, cut)
    colours = _colours(now.facts, period) if with_lamps else {}
    shows_last = last is not None and (drafts or alerts.is_issued(last.period.code))
    colours_before = _colours(last.facts, last.period) if last and shows_last and colours else {}
    return Standing(
        month=_month(now, last, colours, colours_before),
        aside=_aside(whole, cut),
        ranking=_ranking(now, last),
        curve=_curve(now.facts, period),
        colours=colours,
        colours_before=colours_before,
        facts=now.facts,
        told_at=frame.told_at,
    )


def _cut(facts: Facts, cut: Cut) -> Facts:
    kept = _among(facts, cut)
    return kept.filter(~_left_aside(cut.without)) if cut.without else kept


def _among(facts: Facts, cut: Cut) -> Facts:
    said = {"tier": cut.tier, "plan_class": cut.plan_class}
    wanted = [nw.col(name) == value for name, value in said.items() if value]
    return facts.filter(reduce(and_, wanted)) if wanted else facts


def _left_aside(without: Collection[str]) -> nw.Expr:
    """Tiers, plan classes and numbers of projects have no code in common."""
    names = list(without)
    columns = ("tier", "plan_class", "number")
    return reduce(or_, (nw.col(one).is_in(names).fill_null(value=False) for one in columns))


def _aside(whole: Measured, cut: Cut) -> Part | None:
    if not cut.without:
        return None
    left = _among(whole.facts, cut).filter(_left_aside(cut.without))
    return replace(whole, facts=left).part(PART)


def _before(period: Period, cut: Cut) -> Measured | None:
    """The month before it in the same year, closed or not."""
    before = month_before(period)
    if before is None or before.year != period.year:
        return None
    frame = frame_of(before)
    return Measured(before, _cut(frame.facts, cut), frame.then, "")


def _month(
    now: Measured,
    last: Measured | None,
    colours: Mapping[int, Colour],
    colours_before: Mapping[int, Colour],
) -> Month:
    provincial = nw.col("tier") == Tier.PROVINCIAL.value
    of_province = now.part(PART, only=provincial)
    closed = last and periods.seal_of(last.period.code)
    return Month(
        period=now.period,
        seal="",
        adjusted_on=plans.adjusted_on(now.period.year, now.period.last_day),
        whole=now.part(_SHOWN),
        before=last.part(WHOLE) if last and closed else None,
        provincial=of_province if of_province.count else None,
        rest=now.part(PART, only=~provincial),
        sectors=sectors(now),
        units={},
        lamps=_lamps(colours, colours_before),
        corrected=0,
        shuts_on=None,
        reds=(),
        unstarted=(),
        unfiled=(),
    )


def _colours(facts: Facts, period: Period) -> dict[int, Colour]:
    """Each counted project's lamp; what was not judged shows the dash."""
    shown = {pk: one for one, pks in alerts.by_colour(period.code).items() for pk in pks}
    return {pk: shown.get(pk, Colour.DASH) for pk in _own(facts)["project_id"].to_list()}


def _own(facts: Facts) -> "nw.DataFrame[Any]":
    return facts.filter(nw.col("is_first"), ~nw.col("is_inside")).select("project_id").collect()


def _lamps(now: Mapping[int, Colour], last: Mapping[int, Colour]) -> Lamps | None:
    if not now:
        return None
    return Lamps(
        now=_counted(now),
        before=_counted(last) if last else None,
        red_on=0,
        issued_on=None,
    )


def _counted(colours: Mapping[int, Colour]) -> dict[Colour, int]:
    told = list(colours.values())
    return {colour: told.count(colour) for colour in Colour}


def _ranking(now: Measured, last: Measured | None) -> dict[Series, list[Ranked]]:
    names = {unit.code: unit.short_name for unit in identity.units(now.period.last_day)}
    groups = now.by("unit")
    earlier = last.by("unit") if last else []

    def of(series: Series, among: Sequence[Any]) -> dict[str, Part]:
        return {
            one.key: Part(names.get(one.key, one.key), one.values)
            for one in among
            if one.series == series
        }

    return {one: ranked(of(one, groups), of(one, earlier)) for one in Series}


def _curve(facts: Facts, period: Period) -> Curve:
    """Sums of the projects that count, by month."""
    own = facts.filter(nw.col("is_first"), ~nw.col("is_inside"))
    every = facts.filter(~nw.col("is_inside"))
    sums = own.select(
        *(nw.col(f"{what}_{month}").sum() for what in ("done", "due") for month in MONTHS)
    ).collect()
    planned, split = (
        every.select(nw.col("planned_yuan").sum(), nw.col("split_yuan").sum()).collect().row(0)
    )
    known = {name: Decimal(sums[name][0]) for name in sums.columns}
    months = {one for one in MONTHS if one <= period.last}
    told = own.select(*(nw.col(f"done_{one}").is_null().all() for one in sorted(months))).collect()
    return curve(
        period=period,
        planned=Decimal(planned),
        split=Decimal(split),
        due=[known[f"due_{month}"] for month in MONTHS],
        done={one: known[f"done_{one}"] for one in months if not told[f"done_{one}"][0]},
    )
