"""The projects that a month's papers name one by one: red, not started, not filed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals as nw

from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.coordination import selectors as coordination
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Listed
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.selectors import Facts
from ballast.platform.audit.services import Actor
from ballast.platform.documents import words
from ballast.projects import selectors as projects
from ballast.projects.rules import Party, at_work, overdue

_RATES = ("completion_rate", "lead_points", "plan_share_lead_points")
_LISTED = Actor("system", None, "list")  # the ids come from what somebody may see
_START = "ground_breaking"
_KNOWN = (
    *("project_id", "is_first", "is_inside", "plan_class", "planned_start_on", "started_on"),
    *("split_yuan",),
)


@dataclass(frozen=True, slots=True)
class Named:
    reds: Sequence[Listed]
    unstarted: Sequence[Listed]
    unfiled: Sequence[Listed]


def listed(facts: Facts, period: Period, colours: Mapping[int, Colour]) -> Named:
    """Those of the period's projects, by unit and number; the furthest behind its unit's first.

    ``facts``: as divided among units; ``colours``: the lamp of each project, where judged.
    """
    rows = {
        row["project_id"]: row
        for row in facts.select(*_KNOWN).collect().iter_rows(named=True)
        if row["is_first"] and not row["is_inside"]
    }
    unstarted = [pk for pk, row in rows.items() if _is_unstarted(row, period.last_day)]
    reds = [pk for pk, colour in colours.items() if colour is Colour.RED and pk in rows]
    unfiled = [pk for pk, colour in colours.items() if colour is Colour.GREY and pk in rows]
    told = named({*reds, *unstarted, *unfiled}, facts, period)
    return Named(
        sorted((told[pk] for pk in reds), key=_by_lead),
        sorted((told[pk] for pk in unstarted), key=_by_start),
        sorted((told[pk] for pk in unfiled), key=lambda one: (one.unit_code, one.number)),
    )


def _is_unstarted(row: Mapping[str, Any], on: date) -> bool:
    """Of the plan's new projects one that was due to start and had not started."""
    planned, started = row["planned_start_on"], row["started_on"]
    is_due = row["plan_class"] == "NEW_START" and planned is not None and planned <= on
    return is_due and (started is None or started > on)


def _by_lead(one: Listed) -> tuple[str, Decimal, str]:
    return one.unit_code, Decimal(0) if one.lead is None else one.lead, one.number


def _by_start(one: Listed) -> tuple[str, date, str]:
    return one.unit_code, one.start_planned_on or date.max, one.number


def named(wanted: Collection[int], facts: Facts, period: Period) -> dict[int, Listed]:
    """What is said of these projects, by id; a fixed number of queries, however many."""
    on = period.last_day
    facts = facts.filter(nw.col("project_id").is_in(list(wanted)))
    begins_on = dict(facts.select("project_id", "planned_start_on").collect().iter_rows())
    these = projects.within_reach(_LISTED, on).filter(pk__in=wanted)
    found = list(these.select_related("responsible_unit"))
    values = analytics.by_project(facts, period, codes=_RATES)
    tracks, codes = projects.tracks(found, on), projects.codes_of(found, on)
    sponsors = projects.holders(list(wanted), on, [Party.SPONSOR])
    steps = projects.step_dates(wanted)
    runs = alerts.red_running(period, wanted)
    filed = {
        one.project_id: one for one in progress.figures(period.code, these).select_related("filing")
    }
    asked = coordination.open_about(wanted, on)
    told = {}
    for one in found:
        begins = begins_on[one.pk]
        unit, stop, rates = one.responsible_unit, at_work(tracks[one.pk]), values[one.pk]
        figure, start = filed.get(one.pk), steps.get(one.pk, {}).get(_START)
        is_filed = figure is not None and figure.filed_for == period.code
        filing = figure.filing if figure and is_filed else None
        told[one.pk] = Listed(
            number=one.number,
            name=one.name,
            codes="、".join(codes.get(one.pk, ())),
            unit=unit.name if unit else "",
            unit_code=unit.code if unit else "",
            owner=one.owner_name,
            sponsor="、".join(f"{s.post} {s.person}".strip() for s in sponsors.get(one.pk, ())),
            node=f"{words.circled(stop.node.number)}{stop.node.name_zh}" if stop else "",
            behind=max((days for _, days in overdue(tracks[one.pk], on)), default=0),
            months=runs.get(one.pk, 0),
            reason=" ".join(filing.problems.split()).rstrip("。") if filing else "",
            asks=[matter.title for matter in asked.get(one.pk, ())],
            planned_yuan=rates["completion_rate"].denominator,
            completed_yuan=rates["completion_rate"].numerator,
            carried_yuan=None if is_filed or figure is None else figure.completed_yuan,
            rate=rates["completion_rate"].value,
            lead=rates["lead_points"].value,
            own_lead=rates["plan_share_lead_points"].value,
            start_planned_on=begins,
            start_late=max((on - begins).days, 0) if begins else 0,
            start_forecast_on=start.forecast_on if start else None,
        )
    return told
