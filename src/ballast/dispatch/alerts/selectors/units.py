"""What a rulebook says of units as a whole, and what was decided of them."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from ballast.dispatch.alerts.models import UnitLamp
from ballast.dispatch.alerts.rules import NOT_RATED, Colour, UnitRule, unit_row
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors
from ballast.platform.identity import selectors as identity

from .deciding import Grounds, decided_before, parts, run

if TYPE_CHECKING:
    from django.db.models import QuerySet


def unit_lamps(periods: Collection[str], unit: int | None = None) -> "QuerySet[UnitLamp]":
    """The lamps of units as a whole in these periods, or of one; the latest period first."""
    lamps = UnitLamp.objects.filter(period__in=periods).select_related("unit", "rulebook")
    return (lamps if unit is None else lamps.filter(unit=unit)).order_by("-period", "unit__code")


def decided_units(rule: UnitRule, found: Grounds) -> Iterator[UnitLamp]:
    """The lamp of each unit the rule judges, not stored and without its rulebook.

    A unit's amounts are those of the list's projects by its shares of them, as its completion
    rate is taken.
    """
    period = found.period
    runs = _runs(period)
    ids = {one.code: one.pk for one in identity.units(period.last_day)}
    facts = selectors.frame(parts(found))
    for group in selectors.values(facts, period, codes=["completion_rate"], by="unit"):
        if group.key not in ids or (rule.series and group.series not in rule.series):
            continue
        rate, pk = group.values["completion_rate"], ids[group.key]
        values = {"completed_yuan": str(rate.numerator), "planned_yuan": str(rate.denominator)}
        row = unit_row(rule.rule, values, period, runs.get(pk, 0))
        told = rule.rule.row(row)
        colour = told.colour if told else NOT_RATED[row]
        yield UnitLamp(
            unit_id=pk,
            period=period.code,
            colour=colour.value,
            row=row,
            values=values,
            running=run(runs.get(pk, 0), Colour(colour)),
        )


def _runs(period: Period) -> Mapping[int, int]:
    """For how many periods units' lamps had stood when the one before was decided."""
    rows = UnitLamp.objects.filter(period=decided_before(period), running__gt=0)
    return dict(rows.values_list("unit", "running"))
