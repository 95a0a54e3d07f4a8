"""What a list comes to when each project is counted once, and for the units it counts for."""

from collections import defaultdict
from decimal import Decimal

from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Sums, UnitSums, in_order
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import SERIES, Series, UnitKind
from ballast.projects import selectors as projects

from .lines import Lines

_NOUGHT = Decimal(0)


def once(listed: Lines) -> Lines:
    """The lines without those that are a part of another line."""
    return listed.exclude(parent__in=listed.order_by().values("pk"))


def by_unit(listed: Lines, period: Period) -> dict[Series, list[UnitSums]]:
    """The sums of each unit in its series, the furthest ahead first, as of the period's end.

    A project counts for the accounting unit of who answers for it, its money by its shares.
    """
    rows = list(
        listed.order_by("pk").values_list(
            "pk", "responsible_unit_id", "planned_yuan", "completed_yuan"
        )
    )
    counting = projects.counting({pk: unit for pk, unit, _, _ in rows}, period.last_day)
    parts: defaultdict[int, list[tuple[bool, Decimal, Decimal]]] = defaultdict(list)
    for pk, _, planned, completed in rows:
        its = counting[pk]
        for unit in its.units:
            planned_part = its.part(unit, planned) or _NOUGHT
            parts[unit].append(
                (unit == its.unit, planned_part, its.part(unit, completed) or _NOUGHT)
            )
    found: dict[Series, list[UnitSums]] = {one: [] for one in Series}
    for one in identity.units(period.last_day).filter(pk__in=parts, kind__in=SERIES):
        sums = Sums(
            sum(counts for counts, _, _ in parts[one.pk]),
            sum((planned for _, planned, _ in parts[one.pk]), _NOUGHT),
            sum((completed for _, _, completed in parts[one.pk]), _NOUGHT),
            period.time_progress,
        )
        found[SERIES[UnitKind(one.kind)]].append(UnitSums(one.short_name, sums))
    return {one: in_order(units) for one, units in found.items()}
