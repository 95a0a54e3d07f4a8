"""What papers say of a month: its figures, already taken, and the projects they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.platform.analytics.indicators import Value
from ballast.platform.identity.rules import Series

from .loop import Loop

Values = Mapping[str, Value]  # by the indicator's code

# Of the city, and of any part of it.
SUMS = (
    *("project_count", "planned_investment", "completed_investment", "completion_rate"),
    *("time_progress", "lead_points"),
)
WHOLE = (
    *SUMS,
    *("started_count", "started_early_count", "start_rate_due", "start_rate_year"),
    *("finish_rate_year",),
)
PART = (*SUMS, "gap_to_province")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the month's projects together: of a sector, a unit, a tier."""

    name: str
    values: Values

    def value(self, code: str) -> Decimal:
        """What an indicator comes to; nought where there is nothing to divide by."""
        return self.values[code].value or Decimal(0)

    @property
    def count(self) -> int:
        return int(self.value("project_count"))

    @property
    def is_planned(self) -> bool:
        return bool(self.value("planned_investment"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A project as an attachment names it; money in yuan, days in calendar days.

    ``rate`` in per cent, ``lead`` and ``own_lead`` in points above time progress and the
    project's own plan by month. ``months``: for how many in a row its lamp has been red.
    ``behind`` of the node furthest behind, ``start_late`` of the planned start.
    ``carried_yuan``: what an earlier month's figure stands for where this one's is missing.
    ``asks``: the matters about it that were open at the month's end.
    """

    number: str
    name: str
    codes: str
    unit: str
    unit_code: str
    owner: str
    sponsor: str
    node: str
    behind: int
    months: int
    reason: str
    asks: Sequence[str]
    planned_yuan: Decimal | None
    completed_yuan: Decimal | None
    carried_yuan: Decimal | None
    rate: Decimal | None
    lead: Decimal | None
    own_lead: Decimal | None
    start_planned_on: date | None
    start_late: int
    start_forecast_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamps:
    """How many projects show each colour, now and a month before, if that was judged.

    ``red_on``: red for two months or longer. ``issued_on``: when the month's warnings went out.
    """

    now: Mapping[Colour, int]
    before: Mapping[Colour, int] | None
    red_on: int
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, closed or not yet, as far as somebody may see it.

    ``seal``: the digest it was closed under, else empty. ``adjusted_on``: since when the plan has
    been as it is, None for the plan as issued. ``before``: the month before, if it was closed in
    the same year. ``provincial`` is None where no project is provincial. ``units`` in order of
    completion. ``lamps``: None where they were not judged, or are not to be seen yet. ``loop``:
    at the month's end, None where papers do not ask for it.
    """

    period: Period
    seal: str
    adjusted_on: date | None
    whole: Part
    before: Part | None
    provincial: Part | None
    rest: Part
    sectors: Sequence[Part]
    units: Mapping[Series, Sequence[Part]]
    lamps: Lamps | None
    corrected: int  # projects whose filing was sent back and filed anew
    shuts_on: date | None  # until when the month was to be filed
    reds: Sequence[Listed]
    unstarted: Sequence[Listed]
    unfiled: Sequence[Listed]
    loop: Loop | None = None

    @property
    def is_rest_of_city(self) -> bool:
        """Apart from the provincial projects there are others."""
        return self.provincial is not None and self.rest.count > 0


def lead_change(month: Month) -> Decimal | None:
    """By how many points the lead has moved since the month before, before any rounding."""
    if month.before is None:
        return None
    now, before = (one.values["lead_points"].value for one in (month.whole, month.before))
    return None if now is None or before is None else now - before


def month_yuan(month: Month) -> Decimal | None:
    """What was completed in the month: what two closed months say apart from each other.

    So it holds what was caught up and corrected, and two bulletins fit; None without the one
    before.
    """
    if month.before is None:
        return None
    now, before = (one.value("completed_investment") for one in (month.whole, month.before))
    return now - before


def by_completion(parts: Sequence[Part]) -> list[Part]:
    """By completion rate, at the same rate by plan, the larger first; no plan, no place."""
    return sorted(
        (one for one in parts if one.is_planned),
        key=lambda one: (-one.value("completion_rate"), -one.value("planned_investment"), one.name),
    )
